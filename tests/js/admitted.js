// Says which rows the browser admits of each question of a file: `node admitted.js FILE`. A test holds the answer to the server's.
import { readFileSync } from "node:fs";
import { argv, stdout } from "node:process";
import { load } from "./loading.js";

load("views/static/days.js", "views/static/parties.js");

/** @type {{ held: string[][], asked: Asked, but: string }[]} */
const questions = JSON.parse(readFileSync(argv[2], "utf-8"));
const answers = questions.map(({ held, asked, but }) =>
  [...Days.bits(but, held.length)].map((bit, row) => (bit && Parties.admits(held[row], asked) ? 1 : 0)),
);
stdout.write(JSON.stringify(answers));
