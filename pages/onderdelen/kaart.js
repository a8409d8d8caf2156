/* The map: draws the outlines once; colours arrive through `window.woonzorgKaarten` (kleuren.js). */
const PIJLEN = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const LIJNEN = ["", "concentratie", "overconcentratie"];
const GROOTSTE_ZOOM = 24;

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".wz-kaart");
  const plaats = ((window.woonzorgKaarten ??= {})[data.sleutel] ??= {});
  if (root.dataset.vormen !== data.vormen) {
    root.dataset.vormen = data.vormen;
    root.querySelector(".wz-tekening").innerHTML = data.svg;
    plaats.kaart = maakKaart(root, data.punten);
  }
  plaats.kaart.kies = (code) => setTriggerValue("gebied", code);
  plaats.kleur = () => {
    if (plaats.kleuring && plaats.kleuring.vormen === data.vormen) plaats.kaart.kleur(plaats.kleuring);
  };
  plaats.kleur();
}

function maakKaart(root, punten) {
  const svg = root.querySelector("svg");
  svg.style.aspectRatio = `${svg.viewBox.baseVal.width} / ${svg.viewBox.baseVal.height}`;
  const laag = (naam) => svg.querySelector("." + naam);
  const vlakken = [...svg.querySelectorAll(".vlak")];
  const namen = [...svg.querySelectorAll(".namen text")];
  const ui = { hint: root.querySelector(".wz-hint"), actief: -1, kleuring: null, basis: null, zicht: null, perPixel: 1 };
  const letters = punten.map(([, , x, y]) => maakTekst(laag("letters"), x, y));

  const telt = (i) => ui.kleuring && ui.kleuring.vak[i] !== ".";
  const beschrijf = (i) => {
    const k = ui.kleuring;
    const woorden = [ui.tekst[i] ?? k.vakken[k.vak[i]][2]];
    if (k.grens[i] === "1") woorden.push("grensgeval");
    if (k.lijn[i] !== "0") woorden.push(LIJNEN[k.lijn[i]]);
    return woorden.join(", ");
  };

  /* colours */
  function kleur(k) {
    const venster = k.venster.join();
    ui.kleuring = k;
    ui.tekst = k.tekst ? k.tekst.replaceAll("-", "−").split("|") : [];
    laag("vlakken").setAttribute("aria-label", k.titel);
    laag("lijnen").replaceChildren();
    vlakken.forEach((vlak, i) => kleurVlak(vlak, i, k));
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
    letters[i].textContent = effen ? letter : "";
    letters[i].setAttribute("fill", effen && isDonker(vulling) ? "#fff" : "#222");
    if (k.omlijnen && k.lijn[i] !== "0") omlijn(laag("lijnen"), vlak, "rand", LIJNEN[k.lijn[i]]);
  }

  function kies(code) {
    const i = punten.findIndex((punt) => punt[0] === code);
    vlakken.forEach((vlak, j) => vlak.setAttribute("aria-selected", String(i === j)));
    laag("keuze").replaceChildren();
    if (i >= 0) omlijn(laag("keuze"), vlakken[i], "rand", "keus");
    if (i >= 0 || ui.actief < 0) maakActief(i >= 0 ? i : Math.max(0, vlakken.findIndex((_, j) => telt(j))));
  }

  function maakActief(i) {
    vlakken[ui.actief]?.setAttribute("tabindex", "-1");
    vlakken[i]?.setAttribute("tabindex", "0");
    ui.actief = i;
  }

  /* which part is shown */
  function toon(zicht) {
    const [bx, by, bw, bh] = ui.basis;
    const w = Math.min(bw, Math.max(bw / GROOTSTE_ZOOM, zicht[2]));
    const h = (w * bh) / bw;
    const x = Math.min(bx + bw - w, Math.max(bx, zicht[0]));
    const y = Math.min(by + bh - h, Math.max(by, zicht[1]));
    ui.zicht = [x, y, w, h];
    svg.setAttribute("viewBox", ui.zicht.join(" "));
    meet();
    svg.style.touchAction = w < bw ? "none" : "pan-x pan-y";
    root.querySelector('[data-zoom="0"]').disabled = w >= bw;
    root.querySelector('[data-zoom="-"]').disabled = w >= bw;
  }

  function meet() {
    const vak = svg.getBoundingClientRect();
    if (!vak.width || !ui.zicht) return;
    ui.perPixel = Math.max(ui.zicht[2] / vak.width, ui.zicht[3] / vak.height);
    svg.style.setProperty("--px", ui.perPixel);
    svg.querySelectorAll("pattern").forEach((p) => p.setAttribute("patternTransform", `scale(${ui.perPixel / 10})`));
    toonLetters();
    toonNamen();
  }

  function toonLetters() {
    letters.forEach((letter, i) => {
      letter.style.display = telt(i) && punten[i][4] > 10 * ui.perPixel ? "" : "none";
    });
  }

  /* Names stay within the drawing, and the later of two that collide goes. */
  function toonNamen() {
    const bezet = [];
    const vak = svg.getBoundingClientRect();
    namen.forEach((naam) => {
      naam.style.display = "";
      naam.setAttribute("x", naam.dataset.x);
      const eerst = naam.getBoundingClientRect();
      const uit = Math.max(0, vak.left + 2 - eerst.left) - Math.max(0, eerst.right - vak.right + 2);
      if (uit && Math.abs(uit) < eerst.width / 2) naam.setAttribute("x", Number(naam.dataset.x) + uit * ui.perPixel);
      const a = naam.getBoundingClientRect();
      const botst = bezet.some((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom);
      naam.style.display = botst ? "none" : "";
      if (!botst) bezet.push(a);
    });
  }

  function zoom(factor, punt) {
    const [x, y, w, h] = ui.zicht;
    const [px, py] = punt ?? [x + w / 2, y + h / 2];
    toon([px - (px - x) * factor, py - (py - y) * factor, w * factor, h * factor]);
  }

  const naarTekening = (e) => {
    const plek = new DOMPoint(e.clientX, e.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return [plek.x, plek.y];
  };
  const isHeel = () => ui.zicht[2] >= ui.basis[2];

  /* hint beside pointer or focus */
  function wijs(i, x, y) {
    if (i < 0 || !telt(i)) return (ui.hint.hidden = true);
    ui.hint.querySelector("b").textContent = punten[i][1];
    ui.hint.querySelector("span").textContent = beschrijf(i);
    ui.hint.hidden = false;
    const vak = root.getBoundingClientRect();
    const links = Math.min(Math.max(x - vak.left + 14, 4), vak.width - ui.hint.offsetWidth - 4);
    const boven = y - vak.top + 18;
    const past = boven + ui.hint.offsetHeight < vak.height;
    ui.hint.style.transform = `translate(${links}px, ${past ? boven : boven - ui.hint.offsetHeight - 32}px)`;
  }

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

  function zoekBuur(van, [rx, ry]) {
    const [, , x0, y0] = punten[van];
    let beste = -1, kortst = Infinity;
    punten.forEach(([, , x, y], i) => {
      const vooruit = (x - x0) * rx + (y - y0) * ry;
      const opzij = Math.abs((x - x0) * ry) + Math.abs((y - y0) * rx);
      if (i === van || !telt(i) || vooruit <= 0 || opzij > 2 * vooruit) return;
      const ver = vooruit + 2 * opzij;
      if (ver < kortst) [beste, kortst] = [i, ver];
    });
    return beste;
  }

  /* keyboard */
  laag("vlakken").addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.altKey || e.metaKey) return;
    if (PIJLEN[e.key]) {
      const buur = zoekBuur(ui.actief, PIJLEN[e.key]);
      if (buur >= 0) ganaar(buur);
    } else if (e.key === "Enter" || e.key === " ") stuur(ui.actief);
    else if (e.key === "+" || e.key === "=") zoom(1 / 1.5, punten[ui.actief].slice(2, 4));
    else if (e.key === "-") zoom(1.5, punten[ui.actief].slice(2, 4));
    else if (e.key === "0") toon([...ui.basis]);
    else if (e.key === "Escape") ui.hint.hidden = true;
    else return;
    e.preventDefault();
    e.stopPropagation();
  });
  laag("vlakken").addEventListener("focusin", (e) => {
    const i = indexVan(e);
    maakActief(i);
    laag("focus").replaceChildren();
    if (!e.target.matches(":focus-visible")) return;
    omlijn(laag("focus"), vlakken[i], "rand", "focus");
    const vak = e.target.getBoundingClientRect();
    wijs(i, vak.left + vak.width / 2, vak.top + vak.height / 2);
  });
  laag("vlakken").addEventListener("focusout", () => {
    laag("focus").replaceChildren();
    ui.hint.hidden = true;
  });

  /* pointer: click, drag, pinch, wheel */
  const vingers = new Map();
  let gesleept = false;
  svg.addEventListener("pointerdown", (e) => {
    if (!vingers.size) gesleept = false;
    vingers.set(e.pointerId, e);
  });
  svg.addEventListener("pointermove", (e) => {
    const vorige = vingers.get(e.pointerId);
    if (!vorige) return e.pointerType === "mouse" && wijs(indexVan(e), e.clientX, e.clientY);
    if (vingers.size === 2) return knijp(e);
    if (isHeel() || (!gesleept && Math.hypot(e.clientX - vorige.clientX, e.clientY - vorige.clientY) < 5)) return;
    gesleept = true;
    ui.hint.hidden = true;
    const [x, y, w, h] = ui.zicht;
    vingers.set(e.pointerId, e);
    toon([x - (e.clientX - vorige.clientX) * ui.perPixel, y - (e.clientY - vorige.clientY) * ui.perPixel, w, h]);
  });
  function knijp(e) {
    const afstand = () => {
      const [a, b] = [...vingers.values()];
      return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) || 1;
    };
    const eerst = afstand();
    vingers.set(e.pointerId, e);
    gesleept = true;
    zoom(eerst / afstand(), naarTekening(e));
  }
  const los = (e) => vingers.delete(e.pointerId);
  svg.addEventListener("pointerup", los);
  svg.addEventListener("pointercancel", los);
  svg.addEventListener("pointerleave", (e) => { los(e); ui.hint.hidden = true; });
  svg.addEventListener("click", (e) => { if (!gesleept) stuur(indexVan(e)); });
  svg.addEventListener("wheel", (e) => {
    // Only zooming in, or out again, is ours: from the whole map downwards the page scrolls on.
    if (e.deltaY > 0 && isHeel()) return;
    e.preventDefault();
    zoom(e.deltaY < 0 ? 1 / 1.2 : 1.2, naarTekening(e));
  }, { passive: false });
  root.querySelectorAll("[data-zoom]").forEach((knop) => {
    knop.onclick = () => (knop.dataset.zoom === "0" ? toon([...ui.basis]) : zoom(knop.dataset.zoom === "+" ? 1 / 1.5 : 1.5));
  });
  root.meter?.disconnect();
  root.meter = new ResizeObserver(meet);
  root.meter.observe(svg);

  const api = { kleur, kies: () => {} };
  return api;
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

function isDonker(hex) {
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
  return 0.299 * r + 0.587 * g + 0.114 * b < 140;
}
