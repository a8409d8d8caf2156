/* Arrow keys, and the keys of a clicker, walk through the areas of a presentation; Escape ends it. */
const STAPPEN = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1, Escape: 0 };

const VELDEN = "input, textarea, select, [role=combobox], [role=listbox]:not(.wz-kaart *)";

export default function ({ setTriggerValue }) {
  const luister = (e) => {
    const op = (keuze) => e.composedPath().some((el) => el.matches?.(keuze));
    // The map walks along its areas by the arrows; the keys that it has no use for go through the presentation.
    const bezet = op(VELDEN) || (e.key.startsWith("Arrow") && op(".wz-kaart [role=listbox]"));
    if (bezet || e.ctrlKey || e.altKey || e.metaKey || !(e.key in STAPPEN)) return;
    e.preventDefault();
    setTriggerValue("stap", STAPPEN[e.key]);
  };
  vorige(); // each run brings another listener, and only what leaves the page is cleaned up
  document.addEventListener("keydown", luister);
  return (vorige = () => document.removeEventListener("keydown", luister));
}
let vorige = () => {};
