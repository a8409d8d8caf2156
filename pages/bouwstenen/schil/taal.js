/* Streamlit's page says it is English; a screen reader must read it as Dutch. Then Streamlit's own English words must
   become Dutch as well, as soon as they appear. */
const WOORDEN = {
  "Skip to main content": "Naar de inhoud",
  "Navigate to home page": "Naar de beginpagina",
  "App pages": "Pagina's",
  "Expand sidebar": "Menu",
  "Collapse sidebar": "Sluit het menu",
  Sidebar: "Menu",
  "Main menu": "Hoofdmenu",
  "Running...": "Bezig",
  "Stop script": "Stop het laden",
  Notifications: "Meldingen",
  "Clear value": "Wis",
  "Clear all": "Wis alles",
  "Clear date": "Wis de datum",
  "Clear time": "Wis de tijd",
  "Choose date": "Kies een datum",
  "Previous month": "Vorige maand",
  "Next month": "Volgende maand",
  "Selected values": "Gekozen",
  Open: "Open de lijst",
  Increment: "Verhoog",
  Decrement: "Verlaag",
  "Scroll tabs left": "Eerdere tabbladen",
  "Scroll tabs right": "Volgende tabbladen",
  Fullscreen: "Volledig scherm",
  "Close fullscreen": "Sluit volledig scherm",
  Close: "Sluit",
  Dismiss: "Sluit",
  "Press Enter to apply": "Druk op Enter",
  "Press Ctrl+Enter to apply": "Druk op Ctrl+Enter",
  "Press ⌘+Enter to apply": "Druk op ⌘+Enter",
  "Page not found": "Deze pagina bestaat niet",
  "The page that you have requested does not seem to exist. Running the app's main page.": "U ziet nu de kaart.",
};
const INGEVULD = {
  "Choose an option": "Kies",
  "Choose options": "Kies",
  "Choose an option or add a new one": "Kies, of typ zelf",
  "No options to select.": "Er is niets te kiezen",
};
/* Where the menu has no room, what is left of it stands behind a button. */
const MEER = "[data-testid=stTopNavSection] *";
/* The button that explains a field is named after it. */
const UITLEG = "Help for ";
const GESCHREVEN = "[data-testid=stSkipToContent], [data-testid=InputInstructions] *, [data-testid=stTooltipContent] *, [role=dialog] :is(h2, h2 + div, h2 + div *)";

function spreekNederlands() {
  if (document.documentElement.lang === "nl") return;
  document.documentElement.lang = "nl";
  let wacht = 0;
  const kijk = () => { wacht ||= requestAnimationFrame(() => { wacht = 0; vertaal(); }); };
  new MutationObserver(kijk).observe(document.body, { childList: true, subtree: true, attributeFilter: ["aria-label"] });
  kijk();
}

function vertaal() {
  document.querySelectorAll(MEER).forEach((el) => {
    const meer = el.childElementCount ? null : /^([0-9]+) more$/.exec(el.textContent);
    if (meer) el.textContent = `Nog ${meer[1]}`;
  });
  // Asked for by each word, the browser would hold every element against every word, at each change of the page.
  document.querySelectorAll("[aria-label]").forEach((el) => {
    const naam = el.getAttribute("aria-label");
    if (Object.hasOwn(WOORDEN, naam)) el.setAttribute("aria-label", WOORDEN[naam]);
  });
  document.querySelectorAll(`[aria-label^="${UITLEG}"]`).forEach((el) => {
    el.setAttribute("aria-label", `Uitleg bij ${el.getAttribute("aria-label").slice(UITLEG.length)}`);
  });
  document.querySelectorAll("input[placeholder]").forEach((el) => {
    if (Object.hasOwn(INGEVULD, el.placeholder)) el.placeholder = INGEVULD[el.placeholder];
  });
  document.querySelectorAll(GESCHREVEN).forEach((el) => {
    if (!el.childElementCount && Object.hasOwn(WOORDEN, el.textContent)) el.textContent = WOORDEN[el.textContent];
  });
}
