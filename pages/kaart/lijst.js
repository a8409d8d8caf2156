/* The list to present: numbered chips that choose, move and go; and their numbers on the map. */
const TERUG = ["ArrowLeft", "ArrowUp"], VERDER = ["ArrowRight", "ArrowDown"];

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".wz-lijst-om");
  const rij = root.querySelector("ol");
  root.stuur = setTriggerValue;
  if (rij.stand !== JSON.stringify([data.chips, data.gekozen])) {
    rij.stand = JSON.stringify([data.chips, data.gekozen]);
    bouw(root, rij, data);
  }
  const merk = nummer(data);
  return () => { cancelAnimationFrame(merk.wacht); wis(data.sleutel); };
}

function bouw(root, rij, { chips, gekozen }) {
  const hier = rij.contains(document.activeElement) && document.activeElement;
  const was = hier && [hier.closest("li").dataset.code, hier.className];
  rij.replaceChildren(...chips.map(([code, naam], i) => maakChip(root, rij, code, naam, i, chips.length, code === gekozen)));
  if (was) {
    const chip = [...rij.children].find((li) => li.dataset.code === was[0]) ?? rij.lastElementChild;
    const knop = chip?.getElementsByClassName(was[1])[0];
    (knop && !knop.disabled ? knop : chip?.querySelector(".naam"))?.focus({ preventScroll: true });
  }
}

function maakChip(root, rij, code, naam, i, aantal, isGekozen) {
  const chip = document.createElement("li");
  Object.assign(chip.dataset, { code, naam });
  chip.classList.toggle("gekozen", isGekozen);
  const nr = document.createElement("span");
  nr.className = "nr";
  nr.textContent = i + 1;
  nr.setAttribute("aria-hidden", "true");
  const kies = maakKnop("naam", naam, `${i + 1} ${naam}`, () => root.stuur("kies", code));
  kies.setAttribute("aria-pressed", String(isGekozen));
  const stap = (soort, teken, woord, d) => {
    const knop = maakKnop(soort, teken, `${naam} ${woord}`, () => schuif(root, rij, chip, d));
    knop.disabled = i + d < 0 || i + d >= aantal;
    return knop;
  };
  // Who can neither drag nor press Alt with an arrow has buttons: at the area that is selected.
  const stappen = isGekozen && aantal > 1 ? [stap("eerder", "‹", "eerder", -1), stap("later", "›", "later", 1)] : [];
  const weg = maakKnop("weg", "✕", `Haal ${naam} van de lijst`, () => haal(root, chip));
  chip.append(nr, kies, ...stappen, weg);
  chip.onkeydown = (e) => bedien(e, root, rij, chip);
  chip.onpointerdown = (e) => sleep(e, root, rij, chip);
  return chip;
}

function maakKnop(soort, teken, woorden, doe) {
  const knop = document.createElement("button");
  Object.assign(knop, { type: "button", className: soort, textContent: teken, onclick: doe });
  knop.setAttribute("aria-label", woorden);
  return knop;
}

function bedien(e, root, rij, chip) {
  const d = TERUG.includes(e.key) ? -1 : VERDER.includes(e.key) ? 1 : 0;
  if (e.altKey && d) schuif(root, rij, chip, d);
  else if (e.key === "Delete" && !e.altKey && !e.ctrlKey) haal(root, chip);
  else return;
  e.preventDefault();
  e.stopPropagation();
}

function haal(root, chip) {
  meld(root, `${chip.dataset.naam} is van de lijst.`);
  root.stuur("weg", chip.dataset.code);
}

function schuif(root, rij, chip, d) {
  const ander = d < 0 ? chip.previousElementSibling : chip.nextElementSibling;
  if (!ander) return meld(root, `${chip.dataset.naam} staat al ${d < 0 ? "vooraan" : "achteraan"}.`);
  const actief = document.activeElement;
  if (d < 0) ander.before(chip);
  else ander.after(chip);
  if (chip.contains(actief)) actief.focus({ preventScroll: true });
  bewaar(root, rij, chip);
}

function bewaar(root, rij, chip) {
  const chips = [...rij.children];
  chips.forEach((li, i) => { li.querySelector(".nr").textContent = i + 1; });
  meld(root, `${chip.dataset.naam} staat nu op plaats ${chips.indexOf(chip) + 1} van ${chips.length}.`);
  root.stuur("orde", chips.map((li) => li.dataset.code));
}

const meld = (root, zin) => { root.querySelector("[role=status]").textContent = zin; };

/* Dragging: with a mouse by any part of the chip, with a finger by its number, so that the page still scrolls. */
function sleep(begin, root, rij, chip) {
  if (begin.button || (begin.pointerType !== "mouse" && !begin.target.closest(".nr"))) return;
  const eerst = [...rij.children].indexOf(chip);
  let bezig = false;
  const beweeg = (e) => {
    if (!bezig && Math.hypot(e.clientX - begin.clientX, e.clientY - begin.clientY) < 6) return;
    bezig = true;
    chip.classList.add("sleept");
    const ander = document.elementFromPoint(e.clientX, e.clientY)?.closest(".wz-lijst-om li");
    if (!ander || ander === chip) return;
    const vak = ander.getBoundingClientRect();
    if (e.clientX < vak.left + vak.width / 2) ander.before(chip);
    else ander.after(chip);
  };
  const los = (e) => {
    document.removeEventListener("pointermove", beweeg);
    ["pointerup", "pointercancel"].forEach((naam) => document.removeEventListener(naam, los));
    chip.classList.remove("sleept");
    if (!bezig) return;
    if (e.type === "pointercancel") zetTerug(rij, chip, eerst);
    // The click that ends a drag chooses nothing.
    const slik = (klik) => { klik.stopPropagation(); klik.preventDefault(); };
    window.addEventListener("click", slik, { capture: true });
    setTimeout(() => window.removeEventListener("click", slik, { capture: true }), 0);
    if ([...rij.children].indexOf(chip) !== eerst) bewaar(root, rij, chip);
  };
  document.addEventListener("pointermove", beweeg);
  document.addEventListener("pointerup", los);
  document.addEventListener("pointercancel", los);
}

function zetTerug(rij, chip, plek) {
  chip.remove();
  rij.insertBefore(chip, rij.children[plek] ?? null);
}

/* Numbers on the map, as soon as that is drawn with the outlines they belong to; it draws them (kaart.js, doek.js). */
function nummer({ sleutel, vormen, plekken }) {
  const merk = { wacht: 0 };
  const leg = (keer) => {
    const kaart = ((window.woonzorgKaarten ??= {})[sleutel] ??= {}).kaart;
    if (kaart?.root.dataset.vormen === vormen && kaart.root.isConnected) return kaart.nummer(plekken);
    if (keer < 600) merk.wacht = requestAnimationFrame(() => leg(keer + 1));
  };
  leg(0);
  return merk;
}

const wis = (sleutel) => window.woonzorgKaarten?.[sleutel]?.kaart?.nummer([]);
