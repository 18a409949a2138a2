// Loads the app's scripts as a page does: one after the other, into one global scope.
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

const ROOT = new URL("../../", import.meta.url);

/** @param {...string} paths scripts, from the top of the repository, each after those that it calls */
export function load(...paths) {
  for (const path of paths) runInThisContext(readFileSync(new URL(path, ROOT), "utf-8"), { filename: path });
}

/**
 * Loads a component, which is a module once the scripts that it is made with stand before it.
 * @param {string} path from the top of the repository
 * @returns {Promise<any>}
 */
export function moduleOf(path) {
  return import(`data:text/javascript;base64,${readFileSync(new URL(path, ROOT)).toString("base64")}`);
}
