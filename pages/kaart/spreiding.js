/* The scatter: the area selected on the map is marked here too, without asking the server (kleuren.js). */
const NS = "http://www.w3.org/2000/svg";

export default function ({ data, parentElement }) {
  const plek = parentElement.querySelector(".wz-spreiding");
  if (plek.inhoud !== data.html) plek.innerHTML = plek.inhoud = data.html;
  const plaats = ((window.woonzorgKaarten ??= {})[data.sleutel] ??= {});
  plaats.merk = (code) => merk(plek.querySelector("svg"), code, data.middenklasse);
  plaats.merk(plaats.kleuring?.gekozen);
}

function merk(svg, code, middenklasse) {
  svg.querySelector(".merk")?.remove();
  const stip = [...svg.querySelectorAll("[data-code]")].find((ding) => ding.dataset.code === code);
  if (!stip) return;
  const [x, y, r, marge] = stip.dataset.plek.split(" ").map(Number);
  const groep = maak(svg, "g", { class: "merk", fill: "none" });
  const kruis = `M${x - marge} ${y}h${2 * marge}M${x} ${y - middenklasse}v${2 * middenklasse}`;
  maak(groep, "path", { d: kruis, stroke: "#16161d", "stroke-width": 3 });
  maak(groep, "circle", { cx: x, cy: y, r: r + 2, stroke: "#fff", "stroke-width": 6 });
  maak(groep, "circle", { cx: x, cy: y, r: r + 2, stroke: "#ffb000", "stroke-width": 3.5 });
  const looks = { fill: "#16161d", stroke: "#fff", "stroke-width": 4, "paint-order": "stroke" };
  const naam = maak(groep, "text", { x, y: y - r - 8, "text-anchor": "middle", "font-weight": 700, ...looks });
  naam.textContent = stip.dataset.naam;
}

function maak(ouder, soort, kenmerken) {
  const el = document.createElementNS(NS, soort);
  Object.entries(kenmerken).forEach(([naam, waarde]) => el.setAttribute(naam, waarde));
  return ouder.appendChild(el);
}
