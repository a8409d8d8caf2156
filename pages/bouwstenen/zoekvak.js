/* Search while typing. Python answers (zoekantwoord.js); an older answer is shown until the newer one comes. */
const WACHT_MS = 90;

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".wz-zoek");
  const vak = (root.vak ??= maakZoekvak(root));
  vak.vraagAan = (tekst) => setTriggerValue("vraag", tekst);
  vak.meldKeuze = (code) => setTriggerValue("keuze", code);
  root.querySelector("label").textContent = root.querySelector("input").placeholder = data.label;
  const plaats = (window.woonzorgZoekvak ??= {});
  plaats.toon = vak.toon;
  if (plaats.antwoord) vak.toon(plaats.antwoord);
}

function maakZoekvak(root) {
  const veld = root.querySelector("input");
  const lijst = root.querySelector("ul");
  const melding = root.querySelector("p");
  const vak = { toon, data: { vraag: "", naam: "", treffers: [] }, getoond: [], actief: -1, enter: false, klok: 0, code: null };

  function toon(data) {
    vak.data = data;
    if (vak.code !== data.code) {
      // What somebody typed before the first answer came stays.
      const typt = vak.code === null && veld.value;
      vak.code = data.code;
      if (typt) return;
      veld.value = data.naam;
      if (data.code && data.code === vak.gekozen) leesKaartje(data.naam);
      return sluit(data.code === vak.gekozen ? `${data.naam} gekozen` : "");
    }
    if (document.activeElement !== veld || data.vraag !== vak.gevraagd) return;
    vulLijst();
    if (vak.enter && data.vraag === veld.value) kies(Math.max(vak.actief, 0));
  }

  function vulLijst() {
    const gewezen = vak.getoond[vak.actief]?.code;
    vak.getoond = vak.data.treffers;
    vak.actief = -1;
    lijst.replaceChildren(...vak.getoond.map(maakRegel));
    open(vak.getoond.length > 0);
    // Who was walking through the answers stays where he was, when a newer answer comes.
    const plek = vak.getoond.findIndex((treffer) => treffer.code === gewezen);
    if (plek >= 0) wijs(plek);
    const aantal = vak.getoond.length;
    const leeg = veld.value.trim() && !aantal;
    melding.textContent = leeg ? vak.data.niets : aantal ? `${aantal} gevonden` : "";
    melding.classList.toggle("zichtbaar", Boolean(leeg));
  }

  function maakRegel(treffer, i) {
    const regel = document.createElement("li");
    regel.id = `wz-treffer-${i}`;
    regel.setAttribute("role", "option");
    regel.setAttribute("aria-selected", "false");
    const naam = maak("span", "naam", treffer.naam);
    naam.append(maak("small", "", treffer.plek));
    const stip = maak("i", "wz-stip " + treffer.patroon, treffer.letter);
    stip.style.background = treffer.kleur;
    stip.style.color = treffer.inkt;
    stip.setAttribute("aria-hidden", "true");
    regel.append(stip, naam, maak("span", "klasse", treffer.klasse));
    regel.onpointerdown = (e) => e.preventDefault();
    regel.onclick = () => kies(i);
    return regel;
  }

  function open(wel) {
    lijst.hidden = !wel;
    veld.setAttribute("aria-expanded", String(wel));
    if (!wel) veld.removeAttribute("aria-activedescendant");
  }

  function sluit(zeg = "") {
    clearTimeout(vak.klok);
    vak.enter = false;
    vak.actief = -1;
    if (melding.textContent !== zeg) melding.textContent = zeg;
    melding.classList.remove("zichtbaar");
    open(false);
  }

  function wijs(i) {
    const regels = [...lijst.children];
    if (!regels.length) return;
    vak.actief = (i + regels.length) % regels.length;
    regels.forEach((regel, j) => regel.setAttribute("aria-selected", String(j === vak.actief)));
    veld.setAttribute("aria-activedescendant", regels[vak.actief].id);
    regels[vak.actief].scrollIntoView({ block: "nearest" });
  }

  function kies(i) {
    const treffer = vak.getoond[i];
    vak.enter = false;
    if (!treffer) return;
    veld.value = treffer.naam;
    vak.gevraagd = null; // a later answer to the same words opens no list
    // On a phone the keyboard would stay over what was chosen.
    if (matchMedia("(pointer: coarse)").matches) veld.blur();
    else veld.select();
    vak.gekozen = treffer.code;
    sluit(`${treffer.naam} gekozen`);
    if (treffer.code !== vak.code) vak.meldKeuze(treffer.code);
  }

  function vraag() {
    clearTimeout(vak.klok);
    vak.gevraagd = veld.value;
    vak.vraagAan(veld.value);
  }

  veld.oninput = () => {
    clearTimeout(vak.klok);
    vak.enter = false;
    vak.actief = -1;
    veld.removeAttribute("aria-activedescendant");
    lijst.querySelectorAll("[aria-selected=true]").forEach((regel) => regel.setAttribute("aria-selected", "false"));
    if (!veld.value.trim()) return sluit();
    vak.klok = setTimeout(vraag, WACHT_MS);
  };
  veld.onfocus = () => veld.select();
  veld.onblur = () => sluit();
  veld.onkeydown = (e) => {
    const stap = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (stap && !lijst.hidden) {
      e.preventDefault();
      wijs(vak.actief < 0 && stap < 0 ? -1 : vak.actief + stap);
    } else if (e.key === "Escape") {
      if (lijst.hidden) veld.value = vak.data.naam;
      sluit();
    } else if (e.key === "Enter") {
      e.preventDefault();
      if (!lijst.hidden && (vak.actief >= 0 || vak.data.vraag === veld.value)) return kies(Math.max(vak.actief, 0));
      // The answer to what was typed is still on its way: take its first when it comes.
      vak.enter = true;
      if (veld.value.trim()) vraag();
    }
  };
  return vak;
}

/* On a phone the card of a map stands under it, out of sight: who chose an area is led to what is said of it. The map
   can write its card again meanwhile; whoever does something goes his own way. */
function leesKaartje(naam) {
  if (!matchMedia("(max-width: 640px)").matches) return;
  const einde = performance.now() + 8000;
  const stop = new AbortController();
  const zelf = () => stop.abort();
  for (const daad of ["pointerdown", "keydown", "wheel"]) document.addEventListener(daad, zelf, { signal: stop.signal });
  const zoek = () => {
    if (stop.signal.aborted) return;
    const kop = document.querySelector(`.wz-kaartje[aria-label="${CSS.escape(naam)}"] h2`);
    if (kop && document.activeElement !== kop) {
      kop.tabIndex = -1;
      kop.focus({ preventScroll: true });
      kop.closest(".wz-kaartje").scrollIntoView({ block: "start" });
    }
    if (performance.now() < einde) requestAnimationFrame(zoek);
    else stop.abort();
  };
  requestAnimationFrame(zoek);
}

function maak(soort, klasse, tekst) {
  const element = document.createElement(soort);
  element.className = klasse;
  element.textContent = tekst;
  return element;
}
