/* The card of an area that is chosen comes into sight within the panel; the page itself stays where it is.
   Who opens a view of the panel goes on in it, and who closes it stands at its door again. The first view that is shown
   takes nothing from anybody. */
export default function ({ data }) {
  if (data.gekozen && globalThis.woonzorgDokGebied !== data.gekozen) requestAnimationFrame(toonKaartje);
  globalThis.woonzorgDokGebied = data.gekozen;
  const eerder = globalThis.woonzorgDok;
  globalThis.woonzorgDok = data.open;
  if (eerder === undefined || eerder === data.open) return;
  const plek = data.open ? ".st-key-dok-terug button" : `.st-key-deur-${eerder} button`;
  const einde = performance.now() + 3000;
  const zoek = () => {
    const knop = document.querySelector(plek);
    if (knop) knop.focus({ preventScroll: true });
    else if (performance.now() < einde) requestAnimationFrame(zoek);
  };
  requestAnimationFrame(zoek);
}

function toonKaartje() {
  const kaartje = document.querySelector('[class*="st-key-verdeeldok"] .wz-verdeelkaartje');
  const dok = kaartje?.closest('[class*="st-key-verdeeldok"]');
  if (dok && dok.scrollHeight > dok.clientHeight)
    dok.scrollTop += kaartje.getBoundingClientRect().top - dok.getBoundingClientRect().top - 60;
}
