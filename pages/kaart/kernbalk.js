/* How far the composing of an own area is, read aloud at each change. Who begins is brought to the map: the button to
   begin stands far beneath it. */
export default function ({ data, parentElement }) {
  const regel = parentElement.querySelector("p");
  if (regel.textContent !== data.tekst) regel.textContent = data.tekst;
  if (regel.begonnen) return;
  regel.begonnen = true;
  regel.focus();
}
