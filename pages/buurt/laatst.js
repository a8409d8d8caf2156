/* What was last looked at stands in the storage of this tab (sessionStorage): the server never hears of it, and it is
   gone when the tab is. A browser that keeps nothing shows nothing. */
const VAK = "woonzorg-laatst";
const MEEST = 6;

export default function ({ data, parentElement, setTriggerValue }) {
  const plek = parentElement.querySelector(".wz-laatst");
  if (data.nu) return onthoud({ ...data.nu, regio: data.regio });
  toon(plek, data.regio, (code) => setTriggerValue("gebied", code));
}

function lees() {
  try {
    const bekeken = JSON.parse(sessionStorage.getItem(VAK) ?? "[]");
    return Array.isArray(bekeken) ? bekeken : [];
  } catch {
    return [];
  }
}

function onthoud(gebied) {
  const anders = lees().filter(({ code, regio }) => code !== gebied.code && regio === gebied.regio);
  try {
    sessionStorage.setItem(VAK, JSON.stringify([gebied, ...anders].slice(0, MEEST)));
  } catch { /* full, or closed: then nothing is remembered */ }
}

function toon(plek, regio, kies) {
  const bekeken = lees().filter((gebied) => gebied.regio === regio);
  plek.hidden = !bekeken.length;
  if (!bekeken.length) return plek.replaceChildren();
  const kop = maak("h2", "Laatst bekeken");
  const lijst = maak("ul");
  lijst.className = "wz-verwanten";
  lijst.replaceChildren(...bekeken.map((gebied) => maakRegel(gebied, kies)));
  const uitleg = maak("p", "Dit onthoudt alleen uw browser, tot u dit tabblad sluit.");
  uitleg.className = "klein";
  const wis = maak("button", "Wis deze lijst");
  wis.type = "button";
  wis.onclick = () => {
    sessionStorage.removeItem(VAK);
    plek.hidden = true;
    plek.replaceChildren();
    document.querySelector("h1[data-kop]")?.focus();
  };
  plek.replaceChildren(kop, lijst, uitleg, wis);
}

function maakRegel({ code, naam }, kies) {
  const link = maak("a");
  link.href = `?gebied=${encodeURIComponent(code)}`;
  link.append(maak("span", naam));
  link.onclick = (klik) => {
    if (klik.ctrlKey || klik.metaKey || klik.shiftKey) return;
    klik.preventDefault();
    kies(code);
  };
  const regel = maak("li");
  regel.append(link);
  return regel;
}

function maak(soort, tekst = "") {
  return Object.assign(document.createElement(soort), { textContent: tekst });
}
