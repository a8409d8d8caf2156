/* A plain file field: the browser's own is reachable by keyboard and named. Files go along as base64. */
export default function ({ data, parentElement, setTriggerValue }) {
  const vak = parentElement.querySelector(".wz-bestandvak");
  const [naam, uitleg, veld, melding] = ["label b", "label small", "input", "output"].map((deel) => vak.querySelector(deel));
  [naam.textContent, uitleg.textContent, veld.accept] = [data.label, data.uitleg, data.soorten];
  veld.multiple = Boolean(data.meer);
  vak.querySelector(".knop").textContent = data.meer ? "Kies bestanden" : "Kies een bestand";
  veld.onchange = async () => {
    const gekozen = [...veld.files];
    if (!gekozen.length) return;
    const groot = gekozen.find(({ size }) => size > data.grootste);
    melding.textContent = groot ? `${data.meer ? groot.name : "Dit bestand"} is te groot: hoogstens ${data.grootste / 1e6} MB.` : "";
    if (!groot && gekozen.length > (data.meer || 1)) melding.textContent = `Hoogstens ${data.meer} bestanden tegelijk.`;
    if (melding.textContent) return;
    try {
      const gelezen = await Promise.all(gekozen.map(lees));
      if (data.meer) setTriggerValue("bestanden", gelezen);
      else setTriggerValue("bestand", gelezen[0]);
      veld.value = ""; // so that the same file, mended, can be given again
    } catch {
      melding.textContent = "De browser kan dit bestand niet lezen.";
    }
  };
}

function lees(bestand) {
  return new Promise((klaar, mislukt) => {
    const lezer = new FileReader();
    lezer.onerror = mislukt;
    lezer.onload = () => klaar({ naam: bestand.name, inhoud: lezer.result.replace(/^[^,]*,?/, "") });
    lezer.readAsDataURL(bestand);
  });
}
