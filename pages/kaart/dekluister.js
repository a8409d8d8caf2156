/* Hears a click on the deck.gl map. Its own click is lost where drawing is slow, for a press then seems to last too
   long; its hover is not. So a click asks for a hover at that place, and waits until the tooltip names the area. */
const GEDULD_MS = 6000;

export default function ({ setTriggerValue }) {
  const luister = (e) => {
    const dek = e.target.closest?.("[data-testid=stDeckGlJsonChart]");
    if (dek && !e.target.closest("button, a")) vraag(dek, e, (code) => setTriggerValue("gebied", code));
  };
  vorige(); // each run brings another listener, and only what leaves the page is cleaned up
  document.addEventListener("click", luister);
  return (vorige = () => document.removeEventListener("click", luister));
}
let vorige = () => {};

function vraag(dek, { target, clientX, clientY }, kies) {
  const tip = () => dek.querySelector(".deck-tooltip");
  if (tip()) tip().textContent = "";
  const einde = performance.now() + GEDULD_MS;
  const wijs = () => target.dispatchEvent(new MouseEvent("mousemove", { clientX, clientY, bubbles: true }));
  const kijk = () => {
    const code = /(BU\d{8}|WK\d{6})\s*$/.exec(tip()?.textContent ?? "")?.[1];
    if (code) kies(code);
    else if (performance.now() < einde) setTimeout(() => { wijs(); kijk(); }, 120);
  };
  wijs();
  setTimeout(kijk, 60);
}
