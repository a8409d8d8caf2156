/* Arrow keys, and the keys of a clicker, walk through the areas of a presentation; Escape ends it. */
const STAPPEN = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1, Escape: 0 };

export default function ({ setTriggerValue }) {
  const luister = (e) => {
    const bezet = e.composedPath().some((el) => el.matches?.("input, textarea, select, [role=listbox], [role=combobox]"));
    if (bezet || e.ctrlKey || e.altKey || e.metaKey || !(e.key in STAPPEN)) return;
    e.preventDefault();
    setTriggerValue("stap", STAPPEN[e.key]);
  };
  document.addEventListener("keydown", luister);
  return () => document.removeEventListener("keydown", luister);
}
