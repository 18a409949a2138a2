// The button that copies the page's address.
const SAID_MS = 2500;

/** @param {{ parentElement: ParentNode }} component */
export default function copyLink({ parentElement }) {
  const button = parentElement.querySelector("button");
  if (!button) return;
  button.onclick = async () => {
    const address = window.location.href;
    try {
      await navigator.clipboard.writeText(address);
    } catch {
      copyByField(address);
    }
    button.textContent = "Link copied";
    button.dataset.copied = address;
    setTimeout(() => {
      button.textContent = "Copy link";
    }, SAID_MS);
  };
}

/**
 * No clipboard without a secure context: an old way that works on a plain http address too.
 * @param {string} words
 */
function copyByField(words) {
  const field = document.createElement("textarea");
  field.value = words;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}
