// A table whose rows are picked: drawn from columns, walked by arrow keys. Words enter the document as text.

/** @typedef {{ name: string, numbers: boolean, each: string[], at: number[] }} Column */
/**
 * A table, or a page of one: so many rows stand before these, of a total.
 * @typedef {{ name: string, before: number, total: number, ids: string[], picked: string, sortable: boolean,
 *   sort: { column: string, down: boolean } | null, columns: Column[], links?: Record<string, string> }} Table
 */
/** @typedef {HTMLElement & { latest?: string }} Frame */

/** @param {{ parentElement: ParentNode, data: Table, setTriggerValue: (event: string, value: unknown) => void }} component */
function pickTable({ parentElement, data, setTriggerValue }) {
  const frame = /** @type {Frame | null} */ (parentElement.querySelector(".pick-table"));
  if (!frame) return;
  const latest = JSON.stringify(data);
  if (frame.latest === latest) return;
  const first = frame.latest === undefined;
  frame.latest = latest;
  const kept = focused(frame);
  const rows = data.ids.map((id, row) => line(data, id, row));
  const table = document.createElement("table");
  table.setAttribute("role", "grid");
  table.setAttribute("aria-rowcount", String(data.total + 1));
  const caption = table.createCaption();
  caption.textContent = data.name;
  table.createTHead().append(head(data, setTriggerValue));
  const body = table.createTBody();
  body.append(...rows);
  body.addEventListener("click", ({ target }) => {
    // Whoever marks words to copy them picks nothing.
    if (getSelection()?.isCollapsed !== false) pick(target);
  });
  body.addEventListener("keydown", keyed);
  frame.replaceChildren(table);
  stop(rows.find((row) => row.dataset.id === data.picked) ?? rows[0]);
  restore(kept);
  if (first)
    reveal(
      frame,
      rows.find((row) => row.dataset.id === data.picked),
    );

  /** @param {EventTarget | null} target */
  function pick(target) {
    const row = target instanceof Element ? target.closest("tr") : null;
    if (row?.dataset.id) setTriggerValue("picked", row.dataset.id);
  }

  /** @param {KeyboardEvent} event */
  function keyed(event) {
    const row = event.target instanceof Element ? event.target.closest("tr") : null;
    const at = rows.indexOf(/** @type {HTMLTableRowElement} */ (row));
    const steps = /** @type {Record<string, number>} */ ({
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + 10,
      PageUp: at - 10,
      Home: 0,
      End: rows.length - 1,
    });
    if (event.key === "Enter" || event.key === " ") pick(row);
    else if (event.key in steps) go(rows[Math.min(Math.max(steps[event.key], 0), rows.length - 1)]);
    else return;
    event.preventDefault();
  }

  /** @param {HTMLTableRowElement} row */
  function go(row) {
    stop(row);
    row.focus();
  }

  /** One row is the keyboard's stop: the others are reached from it. */
  function stop(/** @type {HTMLTableRowElement | undefined} */ row) {
    for (const each of rows) each.tabIndex = each === row ? 0 : -1;
  }

  /** Gives the focus back to the row or the heading that had it before the table was drawn anew. */
  function restore(/** @type {{ id?: string, column?: string } | undefined} */ { id, column } = {}) {
    const row = rows.find((each) => id !== undefined && each.dataset.id === id);
    if (row) go(row);
    const heading = [...table.querySelectorAll("th")].find((each) => column !== undefined && each.dataset.column === column);
    heading?.querySelector("button")?.focus();
  }
}

/**
 * Scrolls the table, and not the page, so that a row is seen.
 * @param {HTMLElement} frame
 * @param {HTMLTableRowElement | undefined} row
 */
function reveal(frame, row) {
  if (row) frame.scrollTop = row.offsetTop - frame.clientHeight / 2;
}

/**
 * What of a table has the focus.
 * @param {HTMLElement} frame
 */
function focused(frame) {
  const root = /** @type {Document | ShadowRoot} */ (frame.getRootNode());
  const at = root.activeElement;
  if (!at || !frame.contains(at)) return undefined;
  return { id: at.closest("tr")?.dataset.id, column: at.closest("th")?.dataset.column };
}

/**
 * @param {Table} data
 * @param {(event: string, value: unknown) => void} send
 */
function head({ columns, sort, sortable }, send) {
  const row = document.createElement("tr");
  for (const { name, numbers } of columns) {
    const cell = document.createElement("th");
    cell.scope = "col";
    if (numbers) cell.className = "numbers";
    cell.dataset.column = name;
    if (sortable) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = name;
      button.addEventListener("click", () => send("sorted", name));
      if (sort?.column === name) cell.setAttribute("aria-sort", sort.down ? "descending" : "ascending");
      cell.append(button);
    } else cell.textContent = name;
    row.append(cell);
  }
  return row;
}

// A column of sentences needs room that names and numbers do not.
const LONG = 40;

/** @param {Column} column */
const manner = ({ numbers, each }) => (numbers ? "numbers" : each.some((words) => words.length > LONG) ? "long" : "");

/**
 * @param {Table} data
 * @param {string} id
 * @param {number} at
 */
function line({ columns, picked, before, links = {} }, id, at) {
  const row = document.createElement("tr");
  row.dataset.id = id;
  // The headings are the first row.
  row.setAttribute("aria-rowindex", String(before + at + 2));
  row.setAttribute("aria-selected", String(id === picked));
  for (const column of columns) {
    const cell = row.insertCell();
    const words = column.each[column.at[at]];
    if (column.name in links) cell.append(words ? link(words, links[column.name]) : "");
    else {
      cell.textContent = words;
      cell.className = manner(column);
    }
  }
  return row;
}

/**
 * A link in a cell: it opens its page and picks no row.
 * @param {string} address
 * @param {string} words
 */
function link(address, words) {
  const anchor = document.createElement("a");
  if (/^https?:/i.test(address)) anchor.href = address;
  anchor.textContent = words;
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer";
  anchor.addEventListener("click", (event) => event.stopPropagation());
  anchor.addEventListener("keydown", (event) => event.stopPropagation());
  return anchor;
}

export default inOrder(pickTable);
