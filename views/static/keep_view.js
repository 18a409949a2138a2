// The form that keeps a view as a scene. Where the map looks is known to the browser alone: panning runs nothing on the
// server, but writes the address.

/** @typedef {{ hint: string, most: number, held: string }} KeepData What the field suggests and takes, and what is held. */

/** @param {{ data: KeepData, parentElement: ParentNode, setTriggerValue: (name: string, value: unknown) => void }} component */
export default function keepView({ data, parentElement, setTriggerValue }) {
  const form = parentElement.querySelector("form");
  const field = form?.querySelector("input");
  const held = form?.querySelector("p");
  if (!form || !field || !held) return;
  Object.assign(field, { placeholder: data.hint, maxLength: data.most });
  held.textContent = data.held;
  form.onsubmit = (event) => {
    event.preventDefault();
    setTriggerValue("kept", { title: field.value, at: new URL(window.location.href).searchParams.get("at") });
    field.value = "";
  };
}
