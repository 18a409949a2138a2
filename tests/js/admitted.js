// Says which rows the browser admits of each question of a file: `node admitted.js FILE`. A test holds the answer to the server's.
import { readFileSync } from "node:fs";
import { argv, stdout } from "node:process";
import { load } from "./loading.js";

load("views/static/days.js", "views/static/asking.js");

/** @type {{ rows: Rows, asked: Asked, but: string }[]} */
const questions = JSON.parse(readFileSync(argv[2], "utf-8"));
const answers = questions.map(({ rows, asked, but }) =>
  [...Days.bits(but, rows.id.length)].map((bit, row) => (bit && Asking.admits(rows, row, asked) ? 1 : 0)),
);
stdout.write(JSON.stringify(answers));
