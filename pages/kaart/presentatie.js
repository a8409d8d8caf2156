/* Walks through a presentation: by its buttons, by keys, and by what a clicker sends. It asks for a place, not for a
   step, so that of presses in quick succession none is lost or done twice. */
const STAPPEN = {
  ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Home: "begin", End: "eind", Escape: "stop",
};
/* Where the slide is longer than the screen these keys first read on. */
const LEZEN = { ArrowDown: 1, ArrowUp: -1, " ": 1 };
const SPELING = 24;
/* What a clicker sends to blacken the screen: there is nothing to blacken. */
const NIETS = ["b", "B", ".", ","];

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".wz-presentatie");
  root.beurt ??= data.beurt;
  // What an earlier press asked for may come later than the next press.
  if (root.beurt === data.beurt) root.gewenst = undefined;
  const aantal = data.namen.length;
  const ga = (wens) => {
    const vraag = (plek) => setTriggerValue("plek", { plek, beurt: (root.beurt += 1) });
    if (wens === "stop") return vraag(-1);
    const hier = root.gewenst ?? data.plek;
    const naar = wens === "begin" ? Math.min(1, aantal) : wens === "eind" ? aantal : hier + wens;
    if (naar < 0 || naar > aantal || naar === hier) return;
    root.gewenst = naar;
    if (data.dias[naar]) toon(root, data, naar); // it came along with this one: the server follows
    vraag(naar);
  };
  // What was asked for since is shown when it comes, or stands there already.
  if (root.gewenst === undefined) toon(root, data, data.plek);
  root.querySelectorAll("[data-stap]").forEach((knop) => { knop.onclick = () => ga(Number(knop.dataset.stap) || "stop"); });
  const luister = (e) => {
    if (e.ctrlKey || e.altKey || e.metaKey) return;
    const opKnop = e.composedPath().some((el) => el.matches?.("button"));
    if ((opKnop && e.key === " ") || leestVerder(root, LEZEN[e.key])) return;
    if (NIETS.includes(e.key)) return e.preventDefault();
    if (!(e.key in STAPPEN)) return;
    e.preventDefault();
    e.stopPropagation();
    ga(e.key === " " && e.shiftKey ? -1 : STAPPEN[e.key]);
  };
  vorige(); // each run brings another listener, and only what leaves the page is cleaned up
  document.addEventListener("keydown", luister, { capture: true });
  vorige = () => document.removeEventListener("keydown", luister, { capture: true });
  return () => {
    vorige();
    naarPresenteer();
  };
}
let vorige = () => {};

function leestVerder(root, richting) {
  const rest = richting > 0 ? root.scrollHeight - root.clientHeight - root.scrollTop : root.scrollTop;
  return Boolean(richting) && rest > SPELING;
}

function toon(root, { dias, namen, begin }, plek) {
  const vel = root.querySelector(".dia"), eerst = root.plek === undefined;
  const opDia = vel.contains(document.activeElement) || document.activeElement === document.body;
  const woord = plek ? `${plek} van ${namen.length}` : begin;
  root.querySelector(".plek").textContent = woord;
  root.querySelector(".straks").textContent = namen[plek] ?? "";
  root.querySelectorAll("[data-stap]").forEach((knop) => {
    const naar = plek + Number(knop.dataset.stap);
    knop.setAttribute("aria-disabled", String(naar < 0 || naar > namen.length));
  });
  if (vel.inhoud === dias[plek]) return;
  vel.innerHTML = vel.inhoud = dias[plek];
  root.plek = plek;
  root.scrollTo(0, 0);
  const kop = vel.querySelector("h1");
  // Who reads along hears the headline: because it gets the focus, or else because it is told.
  if (eerst || opDia) kop?.focus({ preventScroll: true });
  else root.querySelector("[role=status]").textContent = `${woord}. ${kop?.textContent ?? ""}`;
}

/* After the presentation the focus is back on the button that began it, as soon as that stands there again. */
function naarPresenteer() {
  const einde = performance.now() + 8000;
  const zoek = () => {
    const knop = document.querySelector(".st-key-presenteer button");
    if (knop && document.activeElement === document.body) knop.focus({ preventScroll: true });
    else if (!knop && performance.now() < einde) requestAnimationFrame(zoek);
  };
  requestAnimationFrame(zoek);
}
