/* The levers: a slider and a field each, which show the scenario and send what somebody sets. The parts stay where they
   are while values change, so that who turns a slider with the arrow keys keeps it. */
const WACHT = 350;

export default function ({ data, parentElement, setTriggerValue }) {
  const plek = parentElement.querySelector(".wz-hefbomen");
  if (plek.inhoud !== data.html) vervang(plek, data.html);
  plek.stuur = (naam, waarde) => setTriggerValue(naam, waarde);
  plek.querySelectorAll("[data-knop]").forEach((hefboom) => toon(hefboom, data.waarden[hefboom.dataset.knop]));
}

/* Another text behind a control leaves the control itself alone. */
function vervang(plek, html) {
  const vers = document.createElement("div");
  vers.innerHTML = html;
  const oud = [...plek.children];
  const gelijk = oud.length === vers.children.length && oud.every((el, i) => el.dataset.knop === vers.children[i].dataset.knop);
  if (!gelijk) plek.replaceChildren(...vers.childNodes);
  else
    [...vers.children].forEach((nieuw, i) => {
      const voet = oud[i].querySelector("p"), vervanging = nieuw.querySelector("p");
      const stap = voet.querySelector(".stap"), volgende = vervanging.querySelector(".stap");
      if (stap && volgende && !volgende.textContent) volgende.textContent = stap.textContent;
      if (voet.innerHTML !== vervanging.innerHTML) voet.innerHTML = vervanging.innerHTML;
      if (!oud[i].dataset.knop) oud[i].querySelector(".waarde").innerHTML = nieuw.querySelector(".waarde").innerHTML;
    });
  if (!gelijk) [...plek.querySelectorAll("[data-knop]")].forEach((hefboom) => bedien(plek, hefboom));
  plek.onclick = (e) => {
    const deur = e.target.closest("[data-deur]");
    if (deur) plek.stuur("deur", deur.dataset.deur);
  };
  plek.inhoud = html;
}

const lees = (tekst) => Number(tekst.replace(",", "."));
const schrijf = (getal) => String(Math.round(getal * 1e6) / 1e6).replace(".", ",");

function toon(hefboom, waarde) {
  const [veld, schuif] = hefboom.querySelectorAll("input");
  if (hefboom.wacht) return;
  hefboom.waarde = waarde;
  veld.value = waarde;
  schuif.value = Math.min(lees(waarde), Number(schuif.max));
  vul(schuif, veld);
}

/* The part of the slider that is filled, and what is spoken of it. */
function vul(schuif, veld) {
  const deel = (100 * (schuif.value - schuif.min)) / (schuif.max - schuif.min || 1);
  schuif.style.setProperty("--deel", `${deel}%`);
  schuif.setAttribute("aria-valuetext", `${veld.value} ${veld.nextElementSibling.textContent}`);
}

function bedien(plek, hefboom) {
  const [veld, schuif] = hefboom.querySelectorAll("input");
  const stuur = () => {
    clearTimeout(hefboom.wacht);
    hefboom.wacht = 0;
    if (veld.value !== hefboom.waarde) plek.stuur("hefboom", { knop: hefboom.dataset.knop, waarde: veld.value });
  };
  schuif.addEventListener("input", () => {
    veld.value = schrijf(Number(schuif.value));
    vul(schuif, veld);
    clearTimeout(hefboom.wacht);
    hefboom.wacht = setTimeout(stuur, WACHT);
  });
  schuif.addEventListener("change", () => {
    clearTimeout(hefboom.wacht);
    hefboom.wacht = setTimeout(stuur, schuif.matches(":active") ? 0 : WACHT);
  });
  veld.addEventListener("keydown", (e) => {
    if (e.key === "Enter") stuur();
    if (e.key === "Escape") toon(hefboom, hefboom.waarde);
  });
  veld.addEventListener("blur", stuur);
}
