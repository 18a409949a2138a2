// The tab's own copy of the briefing in progress: a link that loads the page anew, or a server started again, does not lose it.

/** @typedef {{ key: string, file: string, asked: boolean }} TabData Where the tab keeps the copy, the copy, and whether it is asked for. */

/** @param {{ data: TabData, parentElement: ParentNode, setTriggerValue: (name: string, value: unknown) => void }} component */
function tabCopy({ data, setTriggerValue }) {
  const kept = window.sessionStorage.getItem(data.key);
  if (data.file) window.sessionStorage.setItem(data.key, data.file);
  else if (data.asked && kept) setTriggerValue("kept", kept);
}

export default inOrder(tabCopy);
