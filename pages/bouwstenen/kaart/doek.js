/* The map on canvas, for more areas than a page of SVG can hold: the same colours, patterns, letters and keys. */
const GROOTSTE_ZOOM = 120;
const BEZIG = "De kaart wordt opgehaald …", OPNIEUW = "De kaart kwam niet door. Ze wordt nu op een andere manier opgehaald …";

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".wz-kaart");
  const plaats = ((window.woonzorgKaarten ??= {})[data.sleutel] ??= {});
  plaats.stuur = setTriggerValue;
  plaats.kleur = () => {
    const hoort = plaats.kaart?.vormen === data.vormen && plaats.kleuring?.vormen === data.vormen;
    if (hoort) plaats.kaart.kleur(plaats.kleuring);
  };
  const bron = data.paden ? data.vormen : data.adres;
  if (root.dataset.bron === bron) return plaats.kleur();
  root.dataset.bron = bron;
  if (data.paden) bouw(root, plaats, data, data);
  else haal(root, plaats, data);
}

/* An earlier map stays until the outlines are there: they take a moment, and no longer than that once kept. */
async function haal(root, plaats, data) {
  const doek = root.querySelector("canvas");
  if (!doek.style.aspectRatio) vorm(doek, data.maat);
  const klok = setTimeout(() => zeg(root, BEZIG), 500);
  const isNog = () => root.dataset.bron === data.adres;
  try {
    const vooraf = await neemVooraf(data.adres);
    if (vooraf) return isNog() && bouw(root, plaats, data, vooraf);
    const vraag = fetch(new URL(data.adres, location.href));
    warmOp();
    const antwoord = await vraag;
    if (antwoord.status === 403) return zeg(root, await antwoord.text());
    if (!antwoord.ok) throw new Error(antwoord.status);
    const omtrekken = await antwoord.json();
    if (isNog()) bouw(root, plaats, data, omtrekken);
  } catch {
    if (!isNog()) return;
    zeg(root, OPNIEUW);
    plaats.stuur("mislukt", data.vormen);
  } finally {
    clearTimeout(klok);
  }
}

/* What was fetched before this page was there (vooraf.js). */
function neemVooraf(adres) {
  const vooraf = window.woonzorgVooraf;
  delete window.woonzorgVooraf;
  return vooraf?.adres === adres ? vooraf.omtrekken : null;
}

function bouw(root, plaats, { vormen }, omtrekken) {
  root.dataset.vormen = vormen;
  zeg(root, "");
  root.meter?.disconnect();
  root.replaceChildren(...root.cloneNode(true).childNodes); // the listeners of an earlier map go with it
  plaats.kaart = maakDoek(root, omtrekken);
  plaats.kaart.vormen = vormen;
  plaats.kaart.kies = (code) => plaats.stuur("gebied", code);
  plaats.kleur();
}

function zeg(root, zin) {
  root.querySelector(".wz-melding").textContent = zin;
}

function vorm(doek, [breed, hoog]) {
  doek.style.aspectRatio = `${breed} / ${hoog}`;
}

function maakDoek(root, { punten, paden, gemeenten, maat, patronen }) {
  const doek = root.querySelector("canvas"), lijst = root.querySelector(".wz-lijst"), regel = root.querySelector(".wz-regel");
  const pen = pakPen(doek);
  const vlakken = paden.split("|").map((d) => new Gebiedsvlak(d));
  const grenzen = gemeenten.map(([, pad]) => new Path2D(pad));
  const ui = { actief: -1, gekozen: -1, kleuring: null, heel: null, basis: null, zicht: null, perPixel: 1, wacht: 0 };
  vorm(doek, maat);

  const telt = (i) => ui.kleuring && ui.kleuring.vak[i] !== ".";
  const isHeel = () => ui.zicht[2] >= ui.basis[2];
  const noem = (i) => `${punten[i][1]}, ${beschrijfVlak(ui.kleuring, i)}`;

  function kleur(gepakt) {
    const k = (ui.kleuring = leesKleuring(gepakt));
    ui.heel = null;
    ui.vullingen = k.vakken.map(([vulling]) => maakVulling(pen, vulling, patronen));
    lijst.setAttribute("aria-label", k.titel);
    const anders = ui.basis?.join() !== k.venster.join();
    if (anders) {
      ui.basis = k.venster;
      ui.zicht = [...k.venster];
    }
    const gekozen = punten.findIndex(([code]) => code === k.gekozen);
    const nieuw = gekozen >= 0 && gekozen !== ui.gekozen;
    ui.gekozen = gekozen;
    if (gekozen >= 0 || ui.actief < 0) maakActief(gekozen >= 0 ? gekozen : Math.max(0, punten.findIndex((_, i) => telt(i))));
    else maakActief(ui.actief);
    meet();
    if (nieuw) breng(gekozen);
  }

  function maakActief(i) {
    ui.actief = i;
    if (i < 0 || !telt(i)) return;
    regel.textContent = noem(i);
    regel.setAttribute("aria-selected", String(i === ui.gekozen));
    lijst.setAttribute("aria-activedescendant", regel.id);
  }

  /* Which part is shown. */
  function toon(zicht) {
    ui.zicht = begrens(zicht, ui.basis, GROOTSTE_ZOOM);
    meet();
  }

  function meet(altijd = true) {
    const vak = doek.getBoundingClientRect(), meting = [vak.width, vak.height, ui.zicht].join();
    if (!vak.width || !ui.zicht || (!altijd && meting === ui.meting)) return;
    ui.meting = meting;
    maakRuimte(root, vak.width, ui.basis);
    const schaal = window.devicePixelRatio || 1;
    ui.perPixel = Math.max(ui.zicht[2] / vak.width, ui.zicht[3] / vak.height);
    const [w, h] = [Math.round(vak.width * schaal), Math.round(vak.height * schaal)];
    if (doek.width !== w || doek.height !== h) [doek.width, doek.height] = [w, h];
    // What is shown stands at the left of the canvas, whose shape may differ: the years lie over its other corner.
    ui.links = ui.zicht[0];
    ui.boven = ui.zicht[1] + ui.zicht[3] / 2 - (vak.height / 2) * ui.perPixel;
    toonKnoppen(root, doek, isHeel());
    ui.wacht ||= requestAnimationFrame(() => { ui.wacht = 0; teken(vak, schaal); });
  }

  /* Whether so much is in sight that an area is a few pixels. */
  const isKlein = (zichtbaar) => zichtbaar.length >= 3000;
  const naarScherm = (x, y) => [(x - ui.links) / ui.perPixel, (y - ui.boven) / ui.perPixel];
  const naarTekening = (e) => {
    const vak = doek.getBoundingClientRect();
    return [ui.links + (e.clientX - vak.left) * ui.perPixel, ui.boven + (e.clientY - vak.top) * ui.perPixel];
  };

  function teken(vak, schaal) {
    const k = ui.kleuring, px = ui.perPixel, maal = schaal / px;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, doek.width, doek.height);
    pen.setTransform(maal, 0, 0, maal, -ui.links * maal, -ui.boven * maal);
    ui.vullingen.forEach((vulling) => vulling.setTransform?.(new DOMMatrix().scale(px / 10)));
    const [rechts, onder] = [ui.links + vak.width * px, ui.boven + vak.height * px];
    const inZicht = ({ bak }) => bak[0] < rechts && bak[2] > ui.links && bak[1] < onder && bak[3] > ui.boven;
    const heel = ui.links <= 0 && ui.boven <= 0 && rechts >= maat[0] && onder >= maat[1];
    const zichtbaar = [...vlakken.keys()].filter((i) => heel || inZicht(vlakken[i]));
    tekenVlakken(zichtbaar, k, heel);
    if (k.omlijnen) LIJNEN.forEach((soort) => tekenLijnen(zichtbaar.filter((i) => k.lijn[i] === soort), soort));
    zichtbaar.filter((i) => k.merk.has(i)).forEach(tekenMerk);
    // A line of one pixel of the screen is drawn ten times faster than one that is a little wider.
    trek(grenzen, "#222", isKlein(zichtbaar) ? 1 / schaal : Math.min(1.5, Math.max(0.5, 40 / px)));
    if (ui.gekozen >= 0) omlijnBuiten([ui.gekozen], 13, "#ffb000", 9);
    if (document.activeElement === lijst && lijst.matches(":focus-visible") && ui.actief >= 0) omlijn(vlakken[ui.actief].pad, 6, "#0b57d0", 3);
    pen.setTransform(schaal, 0, 0, schaal, 0, 0);
    tekenLetters(zichtbaar);
    tekenNamen(vak);
    tekenNummers();
    root.dataset.getekend = "1";
  }

  /* One fill a box of the legend: thousands of fills with a pattern take seconds. */
  function tekenVlakken(zichtbaar, k, heel) {
    // White borders would bleach areas of a few pixels: they come with zooming in.
    const wit = !isKlein(zichtbaar), vullingen = [...ui.vullingen, "#eceef0"];
    const paden = heel ? (ui.heel ??= lees(zichtbaar, k, vullingen.length)) : verzamel(zichtbaar, k, vullingen.length);
    pen.lineJoin = "round";
    vullingen.forEach((vulling, n) => {
      pen.fillStyle = vulling;
      pen.fill(paden[n]);
      if (wit) trek([paden[n]], "#fff", 0.8);
    });
  }

  const vindVak = (i, k, aantal) => (telt(i) ? k.vak[i] : aantal - 1);

  function verzamel(zichtbaar, k, aantal) {
    const paden = Array.from({ length: aantal }, () => new Path2D());
    zichtbaar.forEach((i) => paden[vindVak(i, k, aantal)].addPath(vlakken[i].pad));
    return paden;
  }

  /* The same of the whole map, whose areas have no path yet: one long text is read far faster than thousands of short ones. */
  function lees(zichtbaar, k, aantal) {
    const teksten = Array.from({ length: aantal }, () => []);
    zichtbaar.forEach((i) => teksten[vindVak(i, k, aantal)].push(vlakken[i].d));
    return teksten.map((tekst) => new Path2D(tekst.join("")));
  }

  function trek(lijnen, kleur, dikte, streep = []) {
    pen.strokeStyle = kleur;
    pen.lineWidth = dikte * ui.perPixel;
    pen.setLineDash(streep.map((deel) => deel * ui.perPixel));
    lijnen.forEach((pad) => pen.stroke(pad));
    pen.setLineDash([]);
  }

  function omlijn(pad, onder, kleur, boven, streep) {
    trek([pad], "#fff", onder);
    trek([pad], kleur, boven, streep);
  }

  function tekenLijnen(plekken, soort) {
    // Of an area smaller than its outline nothing would be left.
    const groot = plekken.filter((i) => punten[i][4] > 2 * ui.perPixel);
    if (groot.length) omlijnBuiten(groot, 8, "#111", 6, soort === LIJNEN[0] ? [4, 3] : []);
  }

  /* One line around areas that touch: only outside them is drawn. */
  function omlijnBuiten(plekken, onder, kleur, boven, streep) {
    const pad = new Path2D(), buiten = new Path2D();
    plekken.forEach((i) => pad.addPath(vlakken[i].pad));
    buiten.rect(-1e5, -1e5, 4e5, 4e5);
    buiten.addPath(pad);
    pen.save();
    pen.clip(buiten, "evenodd");
    omlijn(pad, onder, kleur, boven, streep);
    pen.restore();
  }

  function tekenMerk(i) {
    const streep = ui.kleuring.merklijn === "streep";
    pen.lineCap = streep ? "butt" : "round";
    if (punten[i][4] > 2 * ui.perPixel) omlijn(vlakken[i].pad, 6, "#111", streep ? 3 : 4, streep ? [12, 5] : [0.1, 6]);
    pen.lineCap = "butt";
  }

  function tekenLetters(zichtbaar) {
    const k = ui.kleuring;
    pen.font = LETTERTYPE;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    zichtbaar.forEach((i) => {
      if (!telt(i) || punten[i][4] <= 10 * ui.perPixel) return;
      const [vulling, letter] = k.vakken[k.vak[i]];
      if (!vulling.startsWith("#")) return;
      pen.fillStyle = isDonker(vulling) ? "#fff" : "#222";
      pen.fillText(letter, ...naarScherm(punten[i][2], punten[i][3]));
    });
  }

  /* Names of gemeenten with the most areas first; of two that collide the later goes. */
  function tekenNamen(vak) {
    const bezet = [];
    pen.font = NAMEN;
    pen.strokeStyle = "#fff";
    pen.fillStyle = "#16161d";
    pen.lineWidth = 4;
    gemeenten.forEach(([naam, , gx, gy]) => {
      const [x, y] = naarScherm(gx, gy), half = pen.measureText(naam).width / 2 + 3;
      const plek = [x - half, y - 10, x + half, y + 10];
      const past = plek[0] > 0 && plek[2] < vak.width && plek[1] > 0 && plek[3] < vak.height;
      const ruim = ([l, b, r, o]) => plek[0] > r + 8 || plek[2] < l - 8 || plek[1] > o + 8 || plek[3] < b - 8;
      if (!past || !bezet.every(ruim)) return;
      bezet.push(plek);
      pen.strokeText(naam, x, y);
      pen.fillText(naam, x, y);
    });
  }

  /* The numbers of a list to present (lijst.js), apart at each zoom; a line leads to an area that one left. */
  function tekenNummers() {
    const plekken = (ui.nummers ?? []).map(([, x, y]) => naarScherm(x, y)), naar = spreidNummers(plekken);
    const streep = (kleur, dikte) => {
      [pen.strokeStyle, pen.lineWidth, pen.lineCap] = [kleur, dikte, "round"];
      pen.beginPath();
      naar.forEach(([x, y], i) => {
        if (Math.hypot(x - plekken[i][0], y - plekken[i][1]) <= NUMMER) return;
        pen.moveTo(...plekken[i]);
        pen.lineTo(x, y);
      });
      pen.stroke();
      pen.lineCap = "butt";
    };
    streep("#fff", 6);
    streep("#16161d", 2.5);
    pen.font = NUMMERS;
    naar.forEach(([x, y], i) => {
      pen.beginPath();
      pen.arc(x, y, NUMMER, 0, 2 * Math.PI);
      [pen.fillStyle, pen.strokeStyle, pen.lineWidth] = ["#16161d", "#fff", 2.5];
      pen.fill();
      pen.stroke();
      pen.fillStyle = "#fff";
      pen.fillText(ui.nummers[i][0], x, y + 1);
    });
    root.dataset.nummers = naar.length; // for who tests: on a canvas nothing can be found
  }

  function nummer(plekken) {
    ui.nummers = plekken;
    meet();
  }

  /* Which area lies at a place. */
  function indexVan(e) {
    const [x, y] = naarTekening(e);
    pen.setTransform(1, 0, 0, 1, 0, 0);
    return vlakken.findIndex(({ pad, bak }, i) =>
      telt(i) && x >= bak[0] && x <= bak[2] && y >= bak[1] && y <= bak[3] && pen.isPointInPath(pad, x, y));
  }

  const wijs = (i, x, y) => toonHint(root, i >= 0 && telt(i) ? [punten[i][1], beschrijfVlak(ui.kleuring, i)] : null, x, y);

  function stuur(i) {
    if (i < 0 || !telt(i)) return;
    ui.gekozen = i;
    maakActief(i);
    meet();
    api.kies(punten[i][0]);
  }

  /* An area that was searched for, or that the list comes to, is brought into sight, and so large that it is seen. */
  function breng(i) {
    const [, , x, y, straal] = punten[i], [zx, zy, zw, zh] = ui.zicht;
    const klein = straal < 4 * ui.perPixel, weg = x < zx || y < zy || x > zx + zw || y > zy + zh;
    const w = klein ? (zw / ui.perPixel) * (straal / 12) : zw;
    const h = (w * zh) / zw;
    if (klein || weg) toon([x - w / 2, y - h / 2, w, h]);
  }

  function ganaar(i) {
    maakActief(i);
    const [, , x, y] = punten[i], [zx, zy, zw, zh] = ui.zicht;
    if (x < zx || y < zy || x > zx + zw || y > zy + zh) toon([x - zw / 2, y - zh / 2, zw, zh]);
    else meet();
    wijsActief();
  }

  function wijsActief() {
    const vak = doek.getBoundingClientRect(), [x, y] = naarScherm(punten[ui.actief][2], punten[ui.actief][3]);
    wijs(ui.actief, vak.left + x, vak.top + y);
  }

  lijst.addEventListener("focus", () => { if (lijst.matches(":focus-visible")) { wijsActief(); meet(); } });
  lijst.addEventListener("blur", () => { wijs(-1); meet(); });
  root.meter = new ResizeObserver(() => meet(false));
  root.meter.observe(doek);

  const api = {
    root, kleur, nummer, toon, wijs, stuur, ganaar, naarTekening, isHeel, indexVan, kies: () => {},
    zicht: () => ui.zicht, basis: () => ui.basis, perPixel: () => ui.perPixel, actief: () => ui.actief,
    punt: (i) => punten[i].slice(2, 4), plek: (i) => naarScherm(punten[i][2], punten[i][3]), buur: (i, richting) => zoekBuur(punten, telt, i, richting),
  };
  bedien(root, doek, lijst, api);
  return api;
}

/* A path, and the box around it, so that only what is near is drawn and searched: each made when it is first needed. */
class Gebiedsvlak {
  constructor(d) { this.d = d; }
  get pad() { return (this._pad ??= new Path2D(this.d)); }
  get bak() { return (this._bak ??= meetBak(this.d)); }
}

function meetBak(d) {
  const bak = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of d.split("M").slice(1)) {
    const getallen = ring.match(/-?\d+/g);
    let x = 0, y = 0;
    for (let n = 0; n < getallen.length; n += 2) {
      x += +getallen[n];
      y += +getallen[n + 1];
      if (x < bak[0]) bak[0] = x;
      if (y < bak[1]) bak[1] = y;
      if (x > bak[2]) bak[2] = x;
      if (y > bak[3]) bak[3] = y;
    }
  }
  return bak;
}

/* A colour, or the pattern that the legend shows: `url(#…-naam)`. */
function maakVulling(pen, vulling, patronen) {
  const patroon = patronen[/-([a-z]+)\)$/.exec(vulling)?.[1]];
  if (!patroon) return vulling;
  const tegel = document.createElement("canvas");
  tegel.width = tegel.height = patroon.zijde;
  const kwast = pakPen(tegel);
  kwast.fillStyle = patroon.kleur;
  kwast.fillRect(0, 0, patroon.zijde, patroon.zijde);
  kwast.strokeStyle = patroon.inkt;
  kwast.lineWidth = patroon.dikte;
  kwast.lineCap = patroon.einde;
  kwast.stroke(new Path2D(patroon.pad));
  return pen.createPattern(tegel, "repeat");
}
