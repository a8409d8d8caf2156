/* Plays the years: a step is only taken when the previous year has arrived on screen. Who wants less motion takes
   each step by hand. */
const TEL = 1600;

export default function ({ data, parentElement, setTriggerValue }) {
  const balk = parentElement.querySelector(".wz-tijdlijn");
  const [knop, schuif, woord] = ["button", "input", "output"].map((naam) => balk.querySelector(naam));
  const rustig = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const afspelen = rustig ? "Volgend jaar" : "Speel de jaren af";
  const laatste = data.namen.length - 1;
  const toon = (plek) => {
    schuif.value = plek;
    schuif.setAttribute("aria-valuetext", data.namen[plek]);
    woord.textContent = data.namen[plek];
  };
  const ga = (plek) => {
    toon(plek);
    balk.gevraagd = plek;
    setTriggerValue("plek", plek);
  };
  const stop = () => {
    clearInterval(balk.klok);
    balk.klok = 0;
    balk.classList.remove("speelt");
    knop.setAttribute("aria-label", afspelen);
  };
  const verder = () => ga(Number(schuif.value) >= laatste ? 0 : Number(schuif.value) + 1);
  const speel = () => {
    if (rustig) return verder();
    balk.classList.add("speelt");
    knop.setAttribute("aria-label", "Stop");
    verder();
    balk.klok = setInterval(() => balk.stap(), TEL);
  };
  balk.stap = () => {
    if (balk.gevraagd !== data.plek) return;
    if (data.plek >= laatste) stop();
    else ga(data.plek + 1);
  };
  schuif.max = laatste;
  if (!balk.klok) knop.setAttribute("aria-label", afspelen);
  const zin = balk.querySelector("[role=status]");
  if (zin.textContent !== data.stap) zin.textContent = data.stap;
  knop.onclick = () => (balk.klok ? stop() : speel());
  schuif.oninput = () => toon(Number(schuif.value));
  schuif.onchange = () => {
    stop();
    ga(Number(schuif.value));
  };
  toon(balk.klok ? Math.max(data.plek, balk.gevraagd) : data.plek);
}
