/* Hands an answer, and the area that is shown, to a search box that is drawn already, or that will be (zoekvak.js). */
export default function ({ data }) {
  const plaats = (window.woonzorgZoekvak ??= {});
  plaats.antwoord = data;
  plaats.toon?.(data);
}
