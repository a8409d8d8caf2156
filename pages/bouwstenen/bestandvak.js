/* A plain file field: the browser's own is reachable by keyboard and named. The file goes along as base64. */
export default function ({ data, parentElement, setTriggerValue }) {
  const vak = parentElement.querySelector(".wz-bestandvak");
  const [naam, uitleg, veld, melding] = ["label b", "label small", "input", "output"].map((deel) => vak.querySelector(deel));
  [naam.textContent, uitleg.textContent, veld.accept] = [data.label, data.uitleg, data.soorten];
  veld.onchange = () => {
    const [bestand] = veld.files;
    if (!bestand) return;
    melding.textContent = bestand.size > data.grootste ? `Dit bestand is te groot: hoogstens ${data.grootste / 1e6} MB.` : "";
    if (melding.textContent) return;
    const lezer = new FileReader();
    lezer.onerror = () => (melding.textContent = "De browser kan dit bestand niet lezen.");
    lezer.onload = () => {
      setTriggerValue("bestand", { naam: bestand.name, inhoud: lezer.result.replace(/^[^,]*,?/, "") });
      veld.value = ""; // so that the same file, mended, can be given again
    };
    lezer.readAsDataURL(bestand);
  };
}
