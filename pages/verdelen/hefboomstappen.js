/* Fills in, when it is known, what one step more of each lever does (hefbomen.js). */
export default function ({ data }) {
  document.querySelectorAll(".wz-hefboom[data-knop]").forEach((hefboom) => {
    const plek = hefboom.querySelector(".stap");
    const tekst = data[hefboom.dataset.knop] ?? "";
    if (tekst || !plek.textContent.startsWith("regel")) plek.textContent = tekst;
  });
}
