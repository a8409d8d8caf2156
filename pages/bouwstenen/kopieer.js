/* Copies the address of this view. Without a secure connection browsers lack the clipboard: then select and copy. */
export default function ({ parentElement }) {
  const knop = parentElement.querySelector("button");
  const woord = parentElement.querySelector("output");
  knop.onclick = async () => {
    const gelukt = await kopieer(location.href);
    woord.textContent = gelukt ? "Gekopieerd" : "Kopieer het adres bovenin uw browser";
    clearTimeout(knop.klok);
    knop.klok = setTimeout(() => (woord.textContent = ""), 4000);
  };
}

async function kopieer(tekst) {
  try {
    await navigator.clipboard.writeText(tekst);
    return true;
  } catch {
    const veld = document.createElement("textarea");
    veld.value = tekst;
    document.body.append(veld);
    veld.select();
    const gelukt = document.execCommand("copy");
    veld.remove();
    return gelukt;
  }
}
