// The tab's own copy of the briefing in progress: a link that loads the page anew, or a server started again, does not lose it.
const KEY = "soundings-briefing";
// A copy that is sent while the page before is still at work may not be heard: it is sent again, so often at most.
const AGAIN_MS = 4000;
const MOST = 5;
/** @type {ReturnType<typeof setInterval> | undefined} */
let clock;

/** @param {{ data: { file: string }, setTriggerValue: (name: string, value: unknown) => void }} component */
export default function tabCopy({ data, setTriggerValue }) {
  clearInterval(clock);
  if (data.file) {
    window.sessionStorage.setItem(KEY, data.file);
    return undefined;
  }
  let left = MOST;
  const send = () => {
    const kept = window.sessionStorage.getItem(KEY);
    if (kept && left > 0) setTriggerValue("kept", kept);
    else clearInterval(clock);
    left--;
  };
  send();
  clock = setInterval(send, AGAIN_MS);
  return () => clearInterval(clock);
}
