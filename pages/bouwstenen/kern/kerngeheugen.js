/* Keeps own areas in this browser (localStorage), each by itself, so that two tabs do not wipe each other's; tells the
   server once in a visit which ones were kept. */
const DAG = 86400000;

export default function ({ data, setTriggerValue }) {
  const begin = `woonzorg:kern:${data.regio}:`;
  ruimOp(data.dagen);
  data.weg.forEach((adres) => probeer(() => localStorage.removeItem(begin + adres)));
  data.zet.forEach((adres) => bewaar(begin + adres));
  if (!data.vraag) return;
  const adressen = noem(begin).map((naam) => naam.slice(begin.length)).filter((adres) => !data.zet.includes(adres));
  // What is still looked at, is kept another year.
  adressen.forEach((adres) => bewaar(begin + adres));
  if (adressen.length) setTriggerValue("gevonden", { regio: data.regio, adressen });
}

// A browser that keeps nothing (private, or full) works on without.
function probeer(doe) {
  try {
    return doe();
  } catch {
    return null;
  }
}

function bewaar(naam) {
  probeer(() => localStorage.setItem(naam, String(Date.now())));
}

function noem(begin) {
  return (probeer(() => Object.keys(localStorage)) ?? []).filter((naam) => naam.startsWith(begin));
}

function ruimOp(dagen) {
  for (const naam of noem("woonzorg:kern:"))
    if (Date.now() - Number(probeer(() => localStorage.getItem(naam))) > dagen * DAG) probeer(() => localStorage.removeItem(naam));
}
