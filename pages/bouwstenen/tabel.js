/* A table that sorts by a click on its head; rows keep their order in the data otherwise. Buttons in its rows ask for
   something; when the table then comes back with other figures, order, place and focus stay. */
export default function ({ data, parentElement, setTriggerValue }) {
  const plek = parentElement.querySelector(".wz-tabel");
  plek.onclick = ({ target }) => {
    const knop = target.closest("[data-actie]");
    if (knop) setTriggerValue("actie", { ...knop.dataset });
  };
  if (plek.inhoud === data.html) return;
  const bezig = plek.contains(document.activeElement) ? { ...document.activeElement.dataset } : {};
  const hoogte = plek.inhoud ? plek.scrollTop : 0; // asked of what is drawn already: the answer waits for all of the page
  plek.innerHTML = plek.inhoud = data.html;
  plek.setAttribute("aria-label", plek.querySelector("caption")?.textContent || "Tabel");
  const rijen = [...plek.querySelectorAll("tbody tr")];
  const koppen = [...plek.querySelectorAll("thead th")];
  koppen.forEach((kop, k) => {
    const knop = kop.querySelector("button");
    if (knop) knop.onclick = () => {
      plek.orde = { k, op: kop.getAttribute("aria-sort") !== "ascending" };
      sorteer(plek, koppen, rijen);
    };
  });
  sorteer(plek, koppen, rijen);
  if (hoogte) plek.scrollTop = hoogte;
  if (bezig.actie) plek.querySelector(`[data-actie="${bezig.actie}"][data-code="${bezig.code}"]`)?.focus({ preventScroll: true });
}

function sorteer(plek, koppen, rijen) {
  const { k, op } = plek.orde ?? {};
  const kop = koppen[k];
  if (!kop) return;
  koppen.forEach((ander) => ander.removeAttribute("aria-sort"));
  kop.setAttribute("aria-sort", op ? "ascending" : "descending");
  const getal = kop.dataset.soort === "getal";
  // A number in words ('ten minste 79') sorts by its digits; words without any come last.
  const cijfers = (tekst) => (tekst.match(/-?\d[\d.]*(,\d+)?/)?.[0] ?? "").replaceAll(".", "").replace(",", ".");
  const lees = (tekst) => (getal ? cijfers(tekst) : tekst);
  const waarde = (rij) => rij.cells[k].dataset.v ?? lees(rij.cells[k].textContent);
  const leeg = (v) => v === "";
  rijen.sort((a, b) => {
    const [x, y] = [waarde(a), waarde(b)];
    if (getal && (leeg(x) || leeg(y))) return leeg(x) - leeg(y);
    return (op ? 1 : -1) * (getal ? x - y : x.localeCompare(y, "nl"));
  });
  plek.querySelector("tbody").append(...rijen);
}
