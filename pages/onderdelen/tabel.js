/* A table that sorts by a click on its head; rows keep their order in the data otherwise. */
export default function ({ data, parentElement }) {
  const plek = parentElement.querySelector(".wz-tabel");
  if (plek.inhoud === data.html) return;
  plek.innerHTML = plek.inhoud = data.html;
  const rijen = [...plek.querySelectorAll("tbody tr")];
  const koppen = [...plek.querySelectorAll("thead th")];
  const waarde = (rij, k) => rij.cells[k].dataset.v ?? rij.cells[k].textContent;
  koppen.forEach((kop, k) => {
    kop.querySelector("button").onclick = () => {
      const op = kop.getAttribute("aria-sort") !== "ascending";
      koppen.forEach((ander) => ander.removeAttribute("aria-sort"));
      kop.setAttribute("aria-sort", op ? "ascending" : "descending");
      const getal = kop.dataset.soort === "getal";
      const leeg = (v) => v === "";
      rijen.sort((a, b) => {
        const [x, y] = [waarde(a, k), waarde(b, k)];
        if (getal && (leeg(x) || leeg(y))) return leeg(x) - leeg(y);
        return (op ? 1 : -1) * (getal ? x - y : x.localeCompare(y, "nl"));
      });
      plek.querySelector("tbody").append(...rijen);
    };
  });
}
