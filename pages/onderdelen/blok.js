/* Shows a piece of HTML with SVG in it, which st.html leaves out. All text in it was escaped when it was made. */
export default function ({ data, parentElement, setTriggerValue }) {
  const plek = parentElement.querySelector(".wz-blok");
  if (plek.inhoud !== data.html) plek.innerHTML = plek.inhoud = data.html;
  plek.onclick = (klik) => {
    const link = klik.target.closest("a[data-gebied]");
    if (!link || klik.ctrlKey || klik.metaKey || klik.shiftKey) return;
    klik.preventDefault();
    setTriggerValue("gebied", link.dataset.gebied);
  };
  toonKop(plek);
}

/* With another subject the reader, and who reads along with a screen reader, starts again at the heading. */
function toonKop(plek) {
  const kop = plek.querySelector("[data-kop]");
  if (!kop) return;
  const anders = window.woonzorgKop !== undefined && window.woonzorgKop !== kop.dataset.kop;
  window.woonzorgKop = kop.dataset.kop;
  if (!anders) return;
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  kop.focus({ preventScroll: true });
}
