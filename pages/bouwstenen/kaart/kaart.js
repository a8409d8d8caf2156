/* The map: draws the outlines once; colours arrive through `window.woonzorgKaarten` (kleuren.js). */
const GROOTSTE_ZOOM = 24;

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".wz-kaart");
  const plaats = ((window.woonzorgKaarten ??= {})[data.sleutel] ??= {});
  if (root.dataset.vormen !== data.vormen) {
    root.dataset.vormen = data.vormen;
    root.querySelector(".wz-tekening").innerHTML = `<div>${data.svg}</div>`;
    plaats.kaart = maakKaart(root, data.punten);
    plaats.achtergrond?.(plaats.kaart.svg);
  }
  plaats.kaart.kies = (code) => setTriggerValue("gebied", code);
  plaats.kleur = () => {
    if (plaats.kleuring && plaats.kleuring.vormen === data.vormen) plaats.kaart.kleur(plaats.kleuring);
  };
  plaats.kleur();
}

function maakKaart(root, punten) {
  const svg = root.querySelector("svg");
  if (root.closest(".st-key-kaartbeeld")) svg.setAttribute("preserveAspectRatio", "xMinYMid");
  svg.style.aspectRatio = `${svg.viewBox.baseVal.width} / ${svg.viewBox.baseVal.height}`;
  const laag = (naam) => svg.querySelector("." + naam);
  const vlakken = [...svg.querySelectorAll(".vlak")];
  const namen = [...svg.querySelectorAll(".namen text")];
  const ui = { hint: root.querySelector(".wz-hint"), actief: -1, gekozen: -1, kleuring: null, basis: null, zicht: null, perPixel: 1 };
  const letters = punten.map(([, , x, y]) => maakTekst(laag("letters"), x, y));

  const telt = (i) => ui.kleuring && ui.kleuring.vak[i] !== ".";
  const beschrijf = (i) => beschrijfVlak(ui.kleuring, i);

  /* colours */
  function kleur(gepakt) {
    const k = (ui.kleuring = leesKleuring(gepakt));
    const venster = k.venster.join();
    laag("vlakken").setAttribute("aria-label", k.titel);
    laag("lijnen").replaceChildren();
    vlakken.forEach((vlak, i) => kleurVlak(vlak, i, k));
    if (k.omlijnen) LIJNEN.forEach((soort) => omlijnSamen(laag("lijnen"), vlakken.filter((_, i) => telt(i) && k.lijn[i] === soort), soort));
    kies(k.gekozen);
    if (ui.basis?.join() !== venster) {
      ui.basis = k.venster;
      toon([...k.venster]);
    } else toonLetters();
  }

  function kleurVlak(vlak, i, k) {
    if (!telt(i)) {
      vlak.setAttribute("fill", "#eceef0");
      vlak.setAttribute("aria-hidden", "true");
      return;
    }
    const [vulling, letter] = k.vakken[k.vak[i]];
    vlak.setAttribute("fill", vulling);
    vlak.removeAttribute("aria-hidden");
    vlak.setAttribute("aria-label", punten[i][1] + ", " + beschrijf(i));
    const effen = vulling.startsWith("#");
    const woord = k.cijfers ? k.cijfers[i] : effen ? letter : "";
    if (letters[i].textContent !== woord) letters[i].textContent = woord; // written anew it is measured anew
    letters[i].setAttribute("fill", effen && isDonker(vulling) ? "#fff" : "#222");
    if (k.merk.has(i)) omlijn(laag("lijnen"), vlak, "rand", "merk", ...(k.merklijn ? [k.merklijn] : []));
  }

  function kies(code) {
    const i = punten.findIndex((punt) => punt[0] === code);
    const anders = i !== ui.gekozen;
    vlakken[ui.gekozen]?.setAttribute("aria-selected", "false");
    vlakken[i]?.setAttribute("aria-selected", "true");
    laag("keuze").replaceChildren();
    if (i >= 0) omlijnSamen(laag("keuze"), [vlakken[i]], "keus");
    ui.gekozen = i;
    if (ui.zicht && anders) toonNamen();
    if (i >= 0 || ui.actief < 0) maakActief(i >= 0 ? i : Math.max(0, vlakken.findIndex((_, j) => telt(j))));
  }

  function maakActief(i) {
    vlakken[ui.actief]?.setAttribute("tabindex", "-1");
    vlakken[i]?.setAttribute("tabindex", "0");
    ui.actief = i;
  }

  /* which part is shown */
  function toon(zicht) {
    ui.zicht = begrens(zicht, ui.basis, GROOTSTE_ZOOM);
    svg.setAttribute("viewBox", ui.zicht.join(" "));
    meet();
    toonKnoppen(root, svg, isHeel());
  }

  function meet(altijd = true) {
    const vak = svg.getBoundingClientRect(), maat = [vak.width, vak.height, ui.zicht].join();
    if (!vak.width || !ui.zicht || (!altijd && maat === ui.maat)) return;
    ui.maat = maat;
    maakRuimte(root, vak.width, ui.basis);
    ui.perPixel = Math.max(ui.zicht[2] / vak.width, ui.zicht[3] / vak.height);
    svg.style.setProperty("--px", ui.perPixel);
    svg.querySelectorAll("pattern").forEach((p) => p.setAttribute("patternTransform", `scale(${ui.perPixel / 10})`));
    toonLetters();
    toonNamen();
    toonNummers();
  }

  /* The numbers of a list to present (lijst.js), apart at each zoom; a line leads to an area that one left. */
  function toonNummers() {
    svg.querySelector(".nummers")?.remove();
    if (!ui.nummers?.length || !ui.zicht) return;
    const px = ui.perPixel, naar = spreidNummers(ui.nummers.map(([, x, y]) => [x / px, y / px]));
    const laag = maakDeel("g", { class: "nummers", "aria-hidden": "true", "pointer-events": "none" }, svg);
    ui.nummers.forEach(([, x, y], i) => {
      const [nx, ny] = naar[i];
      if (Math.hypot(nx - x / px, ny - y / px) <= NUMMER) return;
      for (const soort of ["onder", "boven"]) maakDeel("path", { class: `wijzer ${soort}`, d: `M${x} ${y}L${nx * px} ${ny * px}` }, laag);
    });
    ui.nummers.forEach(([nr], i) => {
      const merk = maakDeel("g", { class: "nummer", transform: `translate(${naar[i][0] * px} ${naar[i][1] * px}) scale(${px})` }, laag);
      maakDeel("circle", { r: NUMMER }, merk);
      maakDeel("text", {}, merk).textContent = nr;
    });
  }

  function nummer(plekken) {
    ui.nummers = plekken;
    toonNummers();
  }

  function toonLetters() {
    letters.forEach((letter, i) => {
      letter.style.display = telt(i) && punten[i][4] > 10 * ui.perPixel ? "" : "none";
    });
  }

  /* Names stay within the drawing, and the later of two that collide goes; side by side they would read as one. All are
     put back before any is measured: each measure after a change lays out the page again. */
  const TUSSEN = 6, RUIMTE = 8, VERSCHUIF = 44;
  function toonNamen() {
    namen.forEach((naam) => {
      naam.style.display = "";
      naam.setAttribute("x", naam.dataset.x);
      naam.setAttribute("y", naam.dataset.y);
    });
    const vak = svg.getBoundingClientRect(), keus = vlakken[ui.gekozen]?.getBoundingClientRect();
    const bezet = [];
    namen.map((naam) => naam.getBoundingClientRect()).forEach((eerst, n) => {
      const neer = keus ? wijkUit(eerst, keus) : 0;
      let opzij = Math.max(0, vak.left + 2 - eerst.left) - Math.max(0, eerst.right - vak.right + 2);
      if (Math.abs(opzij) >= eerst.width / 2) opzij = 0;
      if (neer) namen[n].setAttribute("y", Number(namen[n].dataset.y) + neer * ui.perPixel);
      if (opzij) namen[n].setAttribute("x", Number(namen[n].dataset.x) + opzij * ui.perPixel);
      const a = new DOMRect(eerst.x + opzij, eerst.y + neer, eerst.width, eerst.height);
      const naast = (b) => a.left < b.right + TUSSEN && b.left < a.right + TUSSEN;
      const botst = bezet.some((b) => naast(b) && a.top < b.bottom && b.top < a.bottom);
      if (botst) namen[n].style.display = "none";
      else bezet.push(a);
    });
  }

  /* A name makes way for a small area that is chosen: up or down, whichever is nearer. */
  function wijkUit(a, keus) {
    if (a.right < keus.left || a.left > keus.right || a.bottom < keus.top - RUIMTE || a.top > keus.bottom + RUIMTE) return 0;
    const op = a.bottom - keus.top + RUIMTE, neer = keus.bottom - a.top + RUIMTE;
    return Math.min(op, neer) >= VERSCHUIF ? 0 : op < neer ? -op : neer;
  }

  const naarTekening = (e) => {
    const plek = new DOMPoint(e.clientX, e.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return [plek.x, plek.y];
  };
  const isHeel = () => ui.zicht[2] >= ui.basis[2];

  /* hint beside pointer or focus */
  const wijs = (i, x, y) => toonHint(root, i >= 0 && telt(i) ? [punten[i][1], beschrijf(i)] : null, x, y);

  const indexVan = (e) => Number(e.target.closest?.(".vlak")?.dataset.i ?? -1);
  function stuur(i) {
    if (i < 0 || !telt(i)) return;
    kies(punten[i][0]);
    api.kies(punten[i][0]);
  }

  function ganaar(i) {
    maakActief(i);
    const [, , x, y] = punten[i];
    const [zx, zy, zw, zh] = ui.zicht;
    if (x < zx || y < zy || x > zx + zw || y > zy + zh) toon([x - zw / 2, y - zh / 2, zw, zh]);
    vlakken[i].focus({ preventScroll: true });
  }

  /* Keyboard. An SVG element that listens to focus is a stop of Tab in Chromium, so the sheet around it listens. */
  const vel = svg.parentElement;
  vel.addEventListener("focusin", (e) => {
    const i = indexVan(e);
    if (i < 0) return;
    maakActief(i);
    laag("focus").replaceChildren();
    if (!e.target.matches(":focus-visible")) return;
    omlijn(laag("focus"), vlakken[i], "rand", "focus");
    const vak = e.target.getBoundingClientRect();
    wijs(i, vak.left + vak.width / 2, vak.top + vak.height / 2);
  });
  vel.addEventListener("focusout", () => {
    laag("focus").replaceChildren();
    ui.hint.hidden = true;
  });

  const api = {
    root, svg, kleur, nummer, toon, wijs, stuur, ganaar, naarTekening, isHeel, kies: () => {},
    zicht: () => ui.zicht, basis: () => ui.basis, perPixel: () => ui.perPixel, actief: () => ui.actief,
    indexVan, punt: (i) => punten[i].slice(2, 4),
    buur: (i, richting) => zoekBuur(punten, telt, i, richting),
  };
  bedien(root, svg, laag("vlakken"), api);
  root.meter?.disconnect();
  root.meter = new ResizeObserver(() => meet(false));
  root.meter.observe(svg);
  document.fonts.ready.then(() => meet()); // names are wider or narrower in the letter that comes later
  return api;
}

function maakDeel(naam, kenmerken, ouder) {
  const deel = document.createElementNS("http://www.w3.org/2000/svg", naam);
  Object.entries(kenmerken).forEach(([sleutel, waarde]) => deel.setAttribute(sleutel, waarde));
  return ouder.appendChild(deel);
}

/* One line around areas that touch, outside them: what lies within is masked away, so that a small area stays seen. */
function omlijnSamen(laag, vlakken, soort) {
  if (!vlakken.length) return;
  const svg = laag.closest("svg"), d = vlakken.map((vlak) => vlak.getAttribute("d")).join("");
  const ver = { x: -1e4, y: -1e4, width: 4e4, height: 4e4 }, id = `${svg.querySelector("pattern").id}-${soort}`;
  const masker = maakDeel("mask", { id, maskUnits: "userSpaceOnUse", ...ver }, laag);
  maakDeel("rect", { ...ver, fill: "#fff" }, masker);
  maakDeel("path", { d, fill: "#000", stroke: "#000" }, masker);
  const groep = maakDeel("g", { mask: `url(#${id})` }, laag);
  for (const deel of ["onder", "boven", "binnen"]) maakDeel("path", { d, class: `rand ${soort} ${deel}` }, groep);
}

function omlijn(laag, vlak, ...soorten) {
  for (const onder of [true, false]) {
    const pad = document.createElementNS("http://www.w3.org/2000/svg", "path");
    pad.setAttribute("d", vlak.getAttribute("d"));
    pad.setAttribute("class", [...soorten, onder ? "onder" : "boven"].join(" "));
    laag.append(pad);
  }
}

function maakTekst(laag, x, y) {
  const tekst = document.createElementNS("http://www.w3.org/2000/svg", "text");
  tekst.setAttribute("x", x);
  tekst.setAttribute("y", y);
  laag.append(tekst);
  return tekst;
}
