/* One line that stays where it is, so that what changes in it is spoken. */
export default function ({ data, parentElement }) {
  const plek = parentElement.querySelector(".wz-gevolg");
  const tekst = [data.wat, data.effect].filter(Boolean).join(": ");
  if (plek.textContent === tekst) return;
  const vet = document.createElement("b");
  vet.textContent = data.effect;
  plek.replaceChildren(data.wat && data.effect ? `${data.wat}: ` : data.wat, vet);
}
