/* A block of HTML (blok.js) that is worked with: its links choose, and its heading is read. */
export default function (component) {
  const plek = toonBlok(component);
  plek.onclick = (klik) => {
    const link = klik.target.closest("a[data-gebied]");
    if (!link || klik.ctrlKey || klik.metaKey || klik.shiftKey) return;
    klik.preventDefault();
    component.setTriggerValue("gebied", link.dataset.gebied);
  };
  plek.onchange = (keuze) => {
    const vak = keuze.target.closest("input[data-gebied]");
    if (vak) component.setTriggerValue("gebied", vak.dataset.gebied);
  };
  const kop = plek.querySelector("[data-kop]");
  if (kop) leesKop(kop);
}

/* With another subject the reader, and who reads along with a screen reader, starts again at the heading. */
function leesKop(kop) {
  const anders = window.woonzorgKop !== undefined && window.woonzorgKop !== kop.dataset.kop;
  window.woonzorgKop = kop.dataset.kop;
  if (!anders) return;
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  kop.focus({ preventScroll: true });
}
