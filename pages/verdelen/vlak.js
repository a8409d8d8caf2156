/* The frontier: the drawing comes ready, and a point is placed over it. A click or the arrow keys move the point, which
   says at once what fits there; the price comes from the server, when the point stays where it is. */
const RUST = 450;
const NS = "http://www.w3.org/2000/svg";

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".wz-vlakvak");
  root.data = data;
  root.stuur = (naam, waarde) => setTriggerValue(naam, waarde);
  root.querySelector("h2").textContent = data.kop;
  const tekening = root.querySelector(".tekening");
  if (tekening.inhoud !== data.svg) {
    tekening.innerHTML = tekening.inhoud = data.svg;
    // What the picture tells is said with the place itself.
    tekening.querySelector("svg").setAttribute("focusable", "false");
  }
  const tabel = root.querySelector(".tabel");
  if (tabel.inhoud !== data.tabel) {
    tabel.innerHTML = tabel.inhoud = data.tabel;
    tabel.querySelectorAll("th button").forEach((knop) => knop.replaceWith(knop.textContent));
  }
  root.querySelector("details").hidden = !data.tabel;
  if (!root.wacht) plaats(root, data.punt);
  if (root.bediend) return;
  root.bediend = true;
  bedien(root);
}

const schrijf = (getal) => String(Math.round(getal * 100) / 100).replace(".", ",");

function plaats(root, punt) {
  root.punt = punt;
  const { nu, top, vak } = root.data;
  const knop = root.querySelector(".neem");
  const anders = punt && (punt[0] !== nu[0] || punt[1] !== nu[1]);
  knop.disabled = !anders;
  knop.textContent = punt ? `Neem dit punt: ${schrijf(punt[0])} % en ${schrijf(punt[1])}` : "Kies een punt";
  root.querySelector(".stand").textContent = punt ? beschrijf(root.data, punt) : root.data.onbewezen;
  root.querySelector(".keus")?.remove();
  if (!punt) return;
  const x = (punt[0] / 100) * vak[0], y = vak[1] - (Math.min(punt[1], top) / top) * vak[1];
  const groep = document.createElementNS(NS, "g");
  groep.setAttribute("class", "keus");
  groep.innerHTML = `<path d="M${x} ${y}V${vak[1]}M${x} ${y}H0"/><circle cx="${x}" cy="${y}" r="7"/><circle class="rand" cx="${x}" cy="${y}" r="10"/>`;
  root.querySelector("svg").append(groep);
}

/* What fits at a point: at the highest ceiling that was worked out and is no higher. */
function beschrijf({ punten, woorden }, [aandeel, hoogte]) {
  const rij = punten.filter((p) => p[0] <= hoogte).at(-1) ?? punten[0];
  const past = [0, 1].map((i) => {
    const minst = rij[1 + i];
    const gemist = rij[3 + i].includes(Math.floor(aandeel));
    return `${woorden[i]} past ${minst !== null && aandeel >= minst && !gemist ? "" : "niet"}`.trim();
  });
  return `${schrijf(aandeel)} % en ${schrijf(hoogte)} per 1.000: ${past.join(", ")}.`;
}

function bedien(root) {
  const vlak = root.querySelector(".vlak");
  const kies = (aandeel, hoogte) => {
    const perken = (getal, most) => Math.min(most, Math.max(0, Math.round(getal)));
    plaats(root, [perken(aandeel, 100), perken(hoogte, root.data.hoogst)]);
    clearTimeout(root.wacht);
    root.wacht = setTimeout(() => {
      root.wacht = 0;
      root.stuur("punt", root.punt);
    }, RUST);
  };
  const neem = () => {
    clearTimeout(root.wacht);
    root.wacht = 0;
    if (root.punt && !root.querySelector(".neem").disabled) root.stuur("neem", root.punt);
  };
  root.querySelector(".neem").addEventListener("click", neem);
  vlak.addEventListener("click", (e) => {
    const { vak, top } = root.data;
    const plek = new DOMPoint(e.clientX, e.clientY).matrixTransform(root.querySelector("svg").getScreenCTM().inverse());
    if (plek.x < -6 || plek.y > vak[1] + 6) return;
    kies((100 * plek.x) / vak[0], (root.data.top * (vak[1] - plek.y)) / vak[1]);
  });
  vlak.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.altKey || e.metaKey) return;
    const stap = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[e.key];
    const [aandeel, hoogte] = root.punt ?? root.data.nu;
    const ver = e.shiftKey ? 5 : 1;
    if (stap) kies(aandeel + ver * stap[0], hoogte + ver * stap[1]);
    else if (e.key === "Enter") neem();
    else return;
    e.preventDefault();
  });
}
