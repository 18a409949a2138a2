"""The "Copy link" button: the address is the whole question, so copying it copies the view."""

from __future__ import annotations

import streamlit as st

_JS = """
export default function ({ parentElement }) {
  const button = parentElement.querySelector("button");
  button.onclick = async () => {
    const address = window.location.href;
    try {
      await navigator.clipboard.writeText(address);
    } catch {
      // No clipboard without a secure context: an old way that works on a plain http address too.
      const field = document.createElement("textarea");
      field.value = address;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    button.textContent = "Link copied";
    button.dataset.copied = address;
    setTimeout(() => { button.textContent = "Copy link"; }, 2500);
  };
}
"""
_CSS = """
button { font: inherit; font-size: .9rem; width: 100%; padding: .38rem .8rem; border-radius: .5rem; cursor: pointer;
  background: transparent; color: inherit; border: 1px solid #8886; }
button:hover { border-color: currentColor; }
button:focus-visible { outline: 3px solid #0072b2; outline-offset: 2px; }
"""
_button = st.components.v2.component("copy_link", html="<button type='button'>Copy link</button>", css=_CSS, js=_JS)


def link() -> None:
    """Show the button; it runs in the browser alone and reruns nothing."""
    _button(key="copy-link")
