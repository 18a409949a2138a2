// The form that keeps a view as a scene. Where the map looks is known to the browser alone: panning runs nothing on the
// server, but writes the address. A session that has no briefing takes the tab's copy along with the view.

/** @typedef {{ hint: string, most: number, key: string, held: number | null }} KeepData What the field suggests and takes, where the tab keeps its copy, and how many scenes the session's briefing has. */

/**
 * How many scenes a briefing's file has; none where it is no briefing.
 * @param {string | null} file
 */
function scenes(file) {
  try {
    return JSON.parse(file ?? "").scenes.length;
  } catch {
    return 0;
  }
}

/** @param {{ data: KeepData, parentElement: ParentNode, setTriggerValue: (name: string, value: unknown) => void }} component */
function keepView({ data, parentElement, setTriggerValue }) {
  const form = parentElement.querySelector("form");
  const field = form?.querySelector("input");
  const held = form?.querySelector("p");
  if (!form || !field || !held) return;
  const copy = () => (data.held === null ? window.sessionStorage.getItem(data.key) : null);
  Object.assign(field, { placeholder: data.hint, maxLength: data.most });
  held.textContent = `Scenes in the briefing so far: ${data.held ?? scenes(copy())}`;
  form.onsubmit = (event) => {
    event.preventDefault();
    const at = new URL(window.location.href).searchParams.get("at");
    setTriggerValue("kept", { title: field.value, at, file: copy() });
    field.value = "";
  };
}

export default inOrder(keepView);
