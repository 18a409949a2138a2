// The map's component, as Streamlit calls it and cleans up after it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load, moduleOf } from "./loading.js";

load("views/static/in_order.js");
const { default: component } = await moduleOf("views/static/chart.js");

/** A page whose map's scripts have come, and what was done with its map. */
function page() {
  /** @type {string[]} */
  const done = [];
  const frame = { isConnected: true };
  const parentElement = { querySelector: () => frame };
  const chart = {
    show: async (/** @type {{ sent: number }} */ { sent }) => done.push(`shown ${sent}`),
    close: () => done.push("closed"),
  };
  const document = { querySelector: () => null, baseURI: "http://localhost/" };
  const window = { soundingsScripts: Promise.resolve() };
  const Soundings = () => {
    done.push("made");
    return chart;
  };
  Object.assign(globalThis, { document, window, Soundings });
  const call = (/** @type {number} */ sent) =>
    component({ parentElement, data: { sent, alone: false }, setTriggerValue: () => {} });
  return { call, done, frame, later: () => new Promise((heard) => setImmediate(heard)) };
}

test("what is cleaned up after a call that a newer one has overtaken leaves the map", async () => {
  const { call, done, later } = page();
  const cleanUp = call(1);
  await later();
  cleanUp();
  call(2);
  await later();
  assert.deepEqual(done, ["made", "shown 1", "shown 2"]);
});

test("a map goes with its element", async () => {
  const { call, done, frame, later } = page();
  const cleanUp = call(1);
  await later();
  frame.isConnected = false;
  cleanUp();
  assert.deepEqual(done, ["made", "shown 1", "closed"]);
});

test("a page that was left while the scripts came gets no map", async () => {
  const { call, done, frame, later } = page();
  call(1);
  frame.isConnected = false;
  await later();
  assert.deepEqual(done, []);
});

test("a map that is alone asks for the rest at once, and after a link was followed only where the page has stayed", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  for (const [follows, stays, asked] of [
    [false, true, ["at once"]],
    [true, true, ["later"]],
    [true, false, []],
  ]) {
    const { frame, later } = page();
    /** @type {((event: unknown) => void)[]} */
    const heard = [];
    class Link {
      closest() {
        return this;
      }
    }
    const addEventListener = (/** @type {string} */ _, /** @type {(event: unknown) => void} */ hears) => heard.push(hears);
    const document = { querySelector: () => null, baseURI: "http://localhost/", addEventListener, removeEventListener() {} };
    Object.assign(globalThis, { document, Element: Link });
    let when = "at once";
    /** @type {string[]} */
    const told = [];
    const parentElement = { querySelector: () => frame };
    component({ parentElement, data: { sent: 1, alone: true }, setTriggerValue: () => told.push(when) });
    if (follows) for (const each of heard) each({ target: new Link() });
    await later();
    await later();
    when = "later";
    frame.isConnected = Boolean(stays);
    context.mock.timers.tick(10_000);
    await later();
    assert.deepEqual(told, asked);
  }
});
