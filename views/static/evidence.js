// A page's text beside the values that it proves. A click on either shows the other; looking at a value never accepts it.

/** @typedef {{ field: string, at: number, title: string, shown: string, verdict: "proposed" | "accepted" | "rejected",
 *   quote: string, lost: boolean, rule: string, reasoning: string, others: string[] }} Value */
/** @typedef {{ kind: string, pieces: [text: string, values: number[]][] }} Block */
/** @typedef {{ blocks: Block[], values: Value[], of: string, turn: number }} Evidence */
/** @typedef {{ do: string, field?: string, at?: number, other?: number }} Act */
/** @typedef {HTMLElement & { current?: number, of?: string, waiting: Act[], sent: number, turn: number }} Frame */

const KEYS = "J or ↓ next, K or ↑ previous, N next that waits, A accept, R reject, 1 to 9 another candidate, U undo";
const SAYS = { proposed: "waits", accepted: "accepted", rejected: "rejected" };

/** @param {{ data: Evidence, parentElement: ParentNode, setTriggerValue: (name: string, value: unknown) => void }} component */
function evidence({ data, parentElement, setTriggerValue }) {
  const found = parentElement.querySelector(".evidence");
  if (!found) return;
  const frame = /** @type {Frame} */ (found);
  const first = frame.of !== data.of;
  if (first) Object.assign(frame, { of: data.of, current: 0, waiting: [], sent: 0, turn: data.turn });
  // A new turn has heard what was sent; what was done since goes next. Two acts sent at once would be heard as the last alone.
  if (data.turn !== frame.turn) {
    frame.waiting.splice(0, frame.sent);
    Object.assign(frame, { sent: 0, turn: data.turn });
  }
  for (const act of frame.waiting) foresee(act);
  frame.current = Math.min(frame.current ?? 0, Math.max(data.values.length - 1, 0));
  const page = made("div", "page");
  page.tabIndex = 0;
  page.setAttribute("role", "region");
  page.setAttribute("aria-label", "The page's text");
  for (const block of data.blocks) page.append(paragraph(block, look));
  const list = made("div", "values");
  list.setAttribute("role", "list");
  for (const [number, value] of data.values.entries()) {
    if (value.field !== data.values[number - 1]?.field) list.append(made("h4", "", value.title));
    list.append(row(value, number));
  }
  const waits = data.values.filter(({ verdict }) => verdict === "proposed").length;
  const side = made("div", "side");
  const told = made("p", "told", `${waits} of ${data.values.length} values wait. ${KEYS}.`);
  told.setAttribute("role", "status");
  side.append(told, list);
  const scrolled = frame.querySelector(".page")?.scrollTop ?? 0;
  const listed = frame.querySelector(".values")?.scrollTop ?? 0;
  const focused = frame.contains(document.activeElement) || frame === document.activeElement;
  frame.replaceChildren(page, side);
  page.scrollTop = scrolled;
  list.scrollTop = listed;
  frame.onkeydown = key;
  show(!first);
  if (focused) frame.focus({ preventScroll: true });
  send();

  /**
   * Shows what an act will do before the page has heard it.
   * @param {Act} act
   */
  function foresee(act) {
    const value = data.values.find(({ field, at }) => field === act.field && at === act.at);
    if (value && act.do === "accept") value.verdict = "accepted";
    if (value && act.do === "reject") value.verdict = "rejected";
  }

  /** @param {Act} act */
  function tell(act) {
    frame.waiting.push(act);
    send();
  }

  function send() {
    if (frame.sent || !frame.waiting.length) return;
    frame.sent = frame.waiting.length;
    setTriggerValue("done", { acts: [...frame.waiting] });
  }

  /** @param {KeyboardEvent} event */
  function key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = frame.current ?? 0;
    const value = data.values[at];
    const name = event.key.toLowerCase();
    if (name === "j" || name === "arrowdown") look(at + 1);
    else if (name === "k" || name === "arrowup") look(at - 1);
    else if (name === "n") look(next(at));
    else if (name === "u") tell({ do: "undo" });
    else if (name === "a" && value) judge("accept", value, at);
    else if (name === "r" && value) judge("reject", value, at);
    else if (/^[1-9]$/.test(name) && value?.others[Number(name) - 1] !== undefined) choose(value, Number(name) - 1);
    else return;
    event.preventDefault();
  }

  /** @param {number} from */
  function next(from) {
    const order = data.values.map((_, step) => (from + 1 + step) % data.values.length);
    return order.find((at) => data.values[at].verdict === "proposed") ?? from;
  }

  /**
   * @param {"accept" | "reject"} act
   * @param {Value} value
   * @param {number} at
   */
  function judge(act, value, at) {
    value.verdict = act === "accept" ? "accepted" : "rejected";
    const part = list.querySelectorAll(".value")[at];
    if (part) {
      part.className = `value ${value.verdict}`;
      const told = part.querySelector(".verdict");
      if (told) told.textContent = SAYS[value.verdict];
    }
    tell({ do: act, field: value.field, at: value.at });
    look(next(at));
  }

  /**
   * @param {Value} value
   * @param {number} other
   */
  function choose(value, other) {
    tell({ do: "choose", field: value.field, at: value.at, other });
  }

  /** @param {number} at */
  function look(at) {
    frame.current = Math.max(0, Math.min(at, data.values.length - 1));
    show(true);
  }

  /** @param {boolean} moves */
  function show(moves) {
    for (const mark of page.querySelectorAll("mark")) {
      const lit = mark.dataset.values?.split(" ").includes(String(frame.current)) ?? false;
      mark.classList.toggle("lit", lit);
    }
    for (const [number, part] of list.querySelectorAll(".value").entries()) {
      part.classList.toggle("now", number === frame.current);
      if (number === frame.current) part.setAttribute("aria-current", "true");
      else part.removeAttribute("aria-current");
    }
    if (!moves) return;
    into(page, page.querySelector("mark.lit"));
    into(list, list.querySelector(".now"));
  }

  /**
   * @param {Value} value
   * @param {number} number
   */
  function row(value, number) {
    const part = made("div", `value ${value.verdict}`);
    part.setAttribute("role", "listitem");
    const head = made("button", "head");
    head.append(made("b", "", value.shown), made("span", "verdict", SAYS[value.verdict]));
    head.addEventListener("click", () => look(number));
    part.append(head, made("blockquote", "", quoted(value)), made("p", "rule", `${value.rule}: ${value.reasoning}`));
    const acts = made("div", "acts");
    acts.append(
      act("Accept", () => judge("accept", value, number)),
      act("Reject", () => judge("reject", value, number)),
    );
    for (const [other, words] of value.others.entries())
      acts.append(act(`${other + 1}: ${words}`, () => choose(value, other)));
    part.append(acts);
    return part;
  }
}

/** @param {Value} value */
function quoted(value) {
  if (value.lost) return `Evidence lost: “${value.quote}” is gone from the text, or stands in it twice.`;
  return value.quote ? `“${value.quote}”` : "No quote in the text.";
}

/**
 * @param {Block} block
 * @param {(at: number) => void} look
 */
function paragraph(block, look) {
  const part = made("p", block.kind);
  for (const [words, values] of block.pieces) {
    if (!values.length) {
      part.append(words);
      continue;
    }
    const mark = made("mark", "", words);
    mark.dataset.values = values.join(" ");
    mark.addEventListener("click", () => look(values[0]));
    part.append(mark);
  }
  return part;
}

/**
 * @param {string} words
 * @param {() => void} done
 */
function act(words, done) {
  const button = made("button", "", words);
  button.addEventListener("click", done);
  return button;
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {string} kind
 * @param {string} words
 */
function made(name, kind, words = "") {
  const part = document.createElement(name);
  if (kind) part.className = kind;
  if (part instanceof HTMLButtonElement) part.type = "button";
  part.textContent = words;
  return part;
}

/**
 * @param {Element} box
 * @param {Element | null} part
 */
function into(box, part) {
  if (!part) return;
  const [outer, inner] = [box.getBoundingClientRect(), part.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) box.scrollTop += inner.top - outer.top - outer.height / 3;
}

export default inOrder(evidence);
