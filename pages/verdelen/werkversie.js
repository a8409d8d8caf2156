/* Keeps what a planner works on in this browser (localStorage), tells the server once what was kept, and lets the keys
   for undo and redo work outside fields: in a field they belong to what is typed there. */
const DAG = 86400000;
const VELDEN = "input, textarea, select, [contenteditable=true]";

export default function ({ data, setTriggerValue }) {
  const sleutel = `woonzorg:werkversie:${data.regio}`;
  ruimOp(data.dagen);
  // What this page wrote itself is not told: an answer starts a run of the page, in the middle of somebody's work.
  const eigen = (globalThis.woonzorgWerkversie ??= new Set());
  const eerder = data.vraag && !(data.tekst && eigen.has(sleutel)) ? lees(sleutel) : "";
  if (data.wis) schrijf(() => localStorage.removeItem(sleutel));
  else if (eerder) setTriggerValue("gevonden", { regio: data.regio, tekst: eerder });
  else if (data.tekst) {
    eigen.add(sleutel);
    schrijf(() => localStorage.setItem(sleutel, data.tekst));
  }

  const luister = (e) => {
    if (!(e.ctrlKey || e.metaKey) || e.altKey || e.key.toLowerCase() !== "z") return;
    if (e.composedPath().some((el) => el.matches?.(VELDEN))) return;
    e.preventDefault();
    setTriggerValue("stap", e.shiftKey ? 1 : -1);
  };
  return hoor("keydown", (e) => {
    luister(e);
    drukSlot(e);
  });
}

/* One listener whatever the number of runs: each run brings another, and only what leaves the page is cleaned up. */
let vorige = () => {};
function hoor(soort, luister) {
  vorige();
  document.addEventListener(soort, luister);
  return (vorige = () => document.removeEventListener(soort, luister));
}

/* Hold all, and let go of all: the keys press the buttons. */
const SLOTEN = { KeyV: ".st-key-alles-vast button", KeyL: ".st-key-alles-los button" };

function drukSlot(e) {
  if (!e.altKey || !e.shiftKey || e.ctrlKey || e.metaKey || !SLOTEN[e.code]) return;
  const knop = document.querySelector(SLOTEN[e.code]);
  if (!knop) return;
  e.preventDefault();
  knop.click();
}

function lees(sleutel) {
  try {
    return localStorage.getItem(sleutel) ?? "";
  } catch {
    return "";
  }
}

// A browser that keeps nothing (private, or full) works on without a draft.
function schrijf(doe) {
  try {
    doe();
  } catch {
    /* nothing is kept */
  }
}

function ruimOp(dagen) {
  schrijf(() => {
    for (const naam of Object.keys(localStorage).filter((n) => n.startsWith("woonzorg:werkversie:"))) {
      const moment = Date.parse(JSON.parse(localStorage.getItem(naam)).moment);
      if (Date.now() - moment > dagen * DAG) localStorage.removeItem(naam);
    }
  });
}
