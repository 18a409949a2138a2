// The tab's own copy of the briefing in progress: a link that loads the page anew, or a server started again, does not lose it.
const KEY = "soundings-briefing";

/** @param {{ data: { file: string }, setTriggerValue: (name: string, value: unknown) => void }} component */
export default function tabCopy({ data, setTriggerValue }) {
  if (data.file) {
    window.sessionStorage.setItem(KEY, data.file);
    return;
  }
  const kept = window.sessionStorage.getItem(KEY);
  if (kept) setTriggerValue("kept", kept);
}
