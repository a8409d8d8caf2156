/* Buttons that fetch a file and give it to the browser to keep; meanwhile and afterwards it is told how that goes: who
   waits for files of others reads his place in the row. */
const VRAAG_NA = 1500;
export default function ({ data, parentElement }) {
  const vak = parentElement.querySelector(".wz-downloads");
  const [rij, woord] = vak.children;
  data.knoppen.forEach((gegeven, nummer) => {
    const knop = rij.children[nummer] ?? rij.appendChild(Object.assign(document.createElement("button"), { type: "button" }));
    if (knop.textContent !== gegeven.label) knop.textContent = gegeven.label;
    knop.onclick = () => haal(knop, gegeven, woord);
  });
  while (rij.children.length > data.knoppen.length) rij.lastElementChild.remove();
}

async function haal(knop, { naam, pad }, woord) {
  if (knop.ariaBusy === "true") return;
  knop.ariaBusy = "true";
  zeg(woord, `${naam} wordt gemaakt …`);
  const stop = volgRij(pad, (plaats) => zeg(woord, plaats ? `${naam} wacht. ${plaats}` : `${naam} wordt gemaakt …`));
  try {
    const antwoord = await fetch(new URL(pad, location.href), { cache: "no-store" });
    stop();
    if (antwoord.ok) {
      bewaar(await antwoord.blob(), naam);
      zeg(woord, `${naam} is klaar.`, 6000);
    } else {
      const reden = [410, 422, 429].includes(antwoord.status) ? await antwoord.text() : "Probeer het later opnieuw.";
      zeg(woord, `${naam} is niet gemaakt. ${reden}`);
    }
  } catch {
    zeg(woord, `${naam} is niet opgehaald: de verbinding viel weg. Probeer het opnieuw.`);
  } finally {
    stop();
    knop.ariaBusy = null;
  }
}

/* A response has begun only when the file is there: so the row is asked beside it. */
function volgRij(pad, zegPlaats) {
  let klok = 0;
  const wacht = () => (klok = setTimeout(vraag, VRAAG_NA));
  const vraag = async () => {
    const antwoord = await fetch(new URL(`${pad}/plaats`, location.href), { cache: "no-store" }).catch(() => null);
    const plaats = antwoord?.ok ? await antwoord.text() : "";
    if (!klok) return;
    zegPlaats(plaats);
    wacht();
  };
  wacht();
  return () => {
    clearTimeout(klok);
    klok = 0;
  };
}

function bewaar(inhoud, naam) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(inhoud), download: naam });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function zeg(woord, tekst, duur = 0) {
  clearTimeout(woord.klok);
  if (woord.textContent !== tekst) woord.textContent = tekst;
  if (duur) woord.klok = setTimeout(() => (woord.textContent = ""), duur);
}
