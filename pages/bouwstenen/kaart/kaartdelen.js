/* What both maps share, the one of SVG (kaart.js) and the one on canvas (doek.js): words, view, keys and pointer. */
const PIJLEN = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const LIJNEN = ["concentratie", "overconcentratie"];

/* Colours as they were packed (svg.pack_kleuring), with the text and the line of each area. */
function leesKleuring(k) {
  const lijn = [];
  k.lijnen.forEach((plekken, soort) => plekken.forEach((i) => { lijn[i] = LIJNEN[soort]; }));
  const vak = [...k.vak].map((teken) => (teken === "." ? teken : parseInt(teken, 36)));
  const tekst = k.tekst ? k.tekst.replaceAll("-", "−").split("|") : [];
  return { ...k, vak, lijn, tekst, merk: new Set(k.merk?.[1]), merkwoord: k.merk?.[0], merklijn: k.merk?.[2] ?? "", cijfers: k.cijfers?.split("|") };
}

function beschrijfVlak(k, i) {
  const woorden = [k.tekst[i] ? k.tekst[i] + (k.eenheid ?? "") : k.vakken[k.vak[i]][2]];
  if (k.grens[i] === "1") woorden.push("grensgeval");
  if (k.lijn[i]) woorden.push(k.lijn[i]);
  if (k.merk.has(i)) woorden.push(k.merkwoord);
  return woorden.join(", ");
}

function begrens(zicht, [bx, by, bw, bh], grootste) {
  const w = Math.min(bw, Math.max(bw / grootste, zicht[2]));
  const h = (w * bh) / bw;
  const x = Math.min(bx + bw - w, Math.max(bx, zicht[0]));
  const y = Math.min(by + bh - h, Math.max(by, zicht[1]));
  return [x, y, w, h];
}

function toonKnoppen(root, vlak, heel) {
  vlak.style.touchAction = heel ? "pan-x pan-y" : "none";
  root.querySelector('[data-zoom="0"]').disabled = heel;
  root.querySelector('[data-zoom="-"]').disabled = heel;
}

/* What lies over a corner of the map goes beneath it where the whole map would reach into that corner. */
const LAGEN = 206;
function maakRuimte(root, breed, [, , w, h]) {
  const beeld = root.closest(".st-key-kaartbeeld");
  if (!beeld) return;
  const hoog = Math.max(320, window.innerHeight - parseFloat(getComputedStyle(root).getPropertyValue("--boven") || 238));
  beeld.toggleAttribute("data-vol", breed - (hoog * w) / h < LAGEN);
}

function toonHint(root, woorden, x, y) {
  const hint = root.querySelector(".wz-hint");
  hint.hidden = !woorden;
  if (!woorden) return;
  hint.querySelector("b").textContent = woorden[0];
  hint.querySelector("span").textContent = woorden[1];
  const vak = root.getBoundingClientRect();
  const links = Math.min(Math.max(x - vak.left + 14, 4), vak.width - hint.offsetWidth - 4);
  const boven = y - vak.top + 18;
  const past = boven + hint.offsetHeight < Math.min(vak.height, window.innerHeight - vak.top);
  hint.style.transform = `translate(${links}px, ${past ? boven : boven - hint.offsetHeight - 32}px)`;
}

function zoekBuur(punten, telt, van, [rx, ry]) {
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

function isDonker(hex) {
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
  return 0.299 * r + 0.587 * g + 0.114 * b < 140;
}

function zoom(kaart, factor, punt) {
  const [x, y, w, h] = kaart.zicht();
  const [px, py] = punt ?? [x + w / 2, y + h / 2];
  kaart.toon([px - (px - x) * factor, py - (py - y) * factor, w * factor, h * factor]);
}

function bedien(root, vlak, lijst, kaart) {
  bedienToetsen(lijst, kaart, root.querySelector(".wz-hint"));
  bedienWijzer(vlak, kaart);
  root.querySelectorAll("[data-zoom]").forEach((knop) => {
    const factor = { "+": 1 / 1.5, "-": 1.5 }[knop.dataset.zoom];
    knop.onclick = () => (factor ? zoom(kaart, factor) : kaart.toon([...kaart.basis()]));
  });
}

function bedienToetsen(lijst, kaart, hint) {
  lijst.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.altKey || e.metaKey) return;
    const hier = kaart.actief();
    if (PIJLEN[e.key]) {
      const buur = kaart.buur(hier, PIJLEN[e.key]);
      if (buur >= 0) kaart.ganaar(buur);
    } else if (e.key === "Enter" || e.key === " ") kaart.stuur(hier);
    else if (e.key === "+" || e.key === "=") zoom(kaart, 1 / 1.5, kaart.punt(hier));
    else if (e.key === "-") zoom(kaart, 1.5, kaart.punt(hier));
    else if (e.key === "0") kaart.toon([...kaart.basis()]);
    else {
      // Escape also ends a presentation, so it is let through.
      if (e.key === "Escape") hint.hidden = true;
      return;
    }
    e.preventDefault();
    e.stopPropagation();
  });
}

/* Click, drag, pinch, wheel. */
function bedienWijzer(vlak, kaart) {
  const vingers = new Map();
  let gesleept = false, soort = "mouse";
  vlak.addEventListener("pointerdown", (e) => {
    if (!vingers.size) gesleept = false;
    soort = e.pointerType;
    vingers.set(e.pointerId, e);
  });
  vlak.addEventListener("pointermove", (e) => {
    const vorige = vingers.get(e.pointerId);
    if (!vorige) return e.pointerType === "mouse" && kaart.wijs(kaart.indexVan(e), e.clientX, e.clientY);
    if (vingers.size === 2) return knijp(e);
    const [dx, dy] = [e.clientX - vorige.clientX, e.clientY - vorige.clientY];
    if (kaart.isHeel() || (!gesleept && Math.hypot(dx, dy) < 5)) return;
    gesleept = true;
    kaart.wijs(-1);
    const [x, y, w, h] = kaart.zicht();
    vingers.set(e.pointerId, e);
    kaart.toon([x - dx * kaart.perPixel(), y - dy * kaart.perPixel(), w, h]);
  });
  function knijp(e) {
    const afstand = () => {
      const [a, b] = [...vingers.values()];
      return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) || 1;
    };
    const eerst = afstand();
    vingers.set(e.pointerId, e);
    gesleept = true;
    zoom(kaart, eerst / afstand(), kaart.naarTekening(e));
  }
  const los = (e) => vingers.delete(e.pointerId);
  vlak.addEventListener("pointerup", los);
  vlak.addEventListener("pointercancel", los);
  vlak.addEventListener("pointerleave", (e) => { los(e); kaart.wijs(-1); });
  vlak.addEventListener("click", (e) => {
    if (gesleept) return;
    const i = kaart.indexVan(e);
    // On a phone the card of the area stands below the screen: a finger sees here what it chose.
    if (soort === "touch") kaart.wijs(i, e.clientX, e.clientY);
    kaart.stuur(i);
  });
  vlak.addEventListener("wheel", (e) => {
    // Only zooming in, or out again, is ours: from the whole map downwards the page scrolls on.
    if (e.deltaY > 0 && kaart.isHeel()) return;
    e.preventDefault();
    zoom(kaart, e.deltaY < 0 ? 1 / 1.2 : 1.2, kaart.naarTekening(e));
  }, { passive: false });
}

/* Numbers of a list, none over another, as on paper (woonzorg/kaart/nummers.py): places in pixels, moved where needed. */
const NUMMER = 11, TUSSENRUIMTE = 26;
function spreidNummers(plekken) {
  const naar = plekken.map(([x, y]) => [x, y]);
  for (let ronde = 0; ronde < 200; ronde++) {
    let bewogen = false;
    for (let i = 0; i < naar.length; i++) for (let j = i + 1; j < naar.length; j++) {
      const [dx, dy] = [naar[j][0] - naar[i][0], naar[j][1] - naar[i][1]], ver = Math.hypot(dx, dy);
      if (ver > TUSSENRUIMTE - 0.01) continue;
      bewogen = true;
      const hoek = ver > 0.01 ? Math.atan2(dy, dx) : i * 2.4, half = (TUSSENRUIMTE - ver) / 2;
      const [x, y] = [half * Math.cos(hoek), half * Math.sin(hoek)];
      naar[i] = [naar[i][0] - x, naar[i][1] - y];
      naar[j] = [naar[j][0] + x, naar[j][1] + y];
    }
    if (!bewogen) break;
  }
  return naar;
}
