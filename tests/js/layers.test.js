import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./loading.js";

const STATIC = "briefing/html/static";
load(`${STATIC}/gathering.js`, `${STATIC}/geometry.js`, `${STATIC}/wording.js`, `${STATIC}/marks.js`);

/**
 * @param {MarkKind} marks
 * @param {LayerLook["ground"]} ground
 * @returns {LayerLook}
 */
const look = (marks, ground) => ({
  marks,
  ground,
  colour: "#123456",
  dash: "1 2",
  shapes: "",
  units: ["thing", "things"],
  wide: ["thing", "things"],
});

/** @type {Looks} The keys of `layers` stand in another order, as whoever writes JSON may sort them. */
const LOOKS = {
  lines: { CHN: { colour: "#d55e00", dash: "" }, other: { colour: "#888888", dash: "" } },
  depths: ["#ffffff", "#000000"],
  order: ["waters", "lines", "names", "diamonds", "discs", "wrecks"],
  layers: {
    diamonds: look("diamonds", ""),
    discs: look("discs", ""),
    lines: look("", "strokes"),
    names: look("names", ""),
    waters: look("", "depths"),
    wrecks: look("diamonds", "strokes"),
  },
};

test("discs are gathered before diamonds, and of a kind the topmost first", () => {
  assert.deepEqual(Marks(1).gathered(LOOKS), ["discs", "wrecks", "diamonds"]);
});

test("panes lie as the layers are listed: lines and areas, then marks, whatever JSON made of their order", () => {
  /** @type {Record<string, { style: { zIndex: string, opacity?: string } }>} */
  const panes = {};
  const map = {
    createPane: (/** @type {string} */ key) => {
      panes[key] = { style: { zIndex: "" } };
      return panes[key];
    },
  };
  Marks(1).panes(/** @type {L.Map} */ (/** @type {unknown} */ (map)), LOOKS);
  const lowestFirst = Object.keys(panes).sort((a, b) => Number(panes[a].style.zIndex) - Number(panes[b].style.zIndex));
  const marks = ["names", "diamonds", "discs", "wrecks"];
  assert.deepEqual(lowestFirst, ["land", "waters", "lines", "fills", "rings", ...marks, "clusters"]);
  assert.deepEqual(
    lowestFirst.filter((key) => panes[key].style.opacity),
    ["waters"],
  );
});

test("a line is in its claimant's colour, in the grey of others, or in its layer's own", () => {
  const { line } = Marks(1);
  assert.equal(line(LOOKS, "lines", { n: 1, state: "CHN" }).colour, "#d55e00");
  assert.equal(line(LOOKS, "lines", { n: 1, state: "XXX" }).colour, "#888888");
  assert.equal(line(LOOKS, "wrecks", { n: 1 }).colour, "#123456");
});
