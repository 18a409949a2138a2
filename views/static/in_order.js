// Streamlit hands a component each change of its data by a call that first waits for the component's script. Calls that wait
// for it together are made in any order, so that what was true before may come last: it is left out here.

/** @type {WeakMap<object, number>} when what each element was told last had been sent */
const told = new WeakMap();

/**
 * @template {{ data: unknown, parentElement: ParentNode }} Given
 * @template Left
 * @param {(given: Given) => Left} component
 */
function inOrder(component) {
  /** @param {Given} given */
  return (given) => {
    const { sent } = /** @type {{ sent: number }} */ (given.data);
    if (sent < (told.get(given.parentElement) ?? 0)) return undefined;
    told.set(given.parentElement, sent);
    return component(given);
  };
}
