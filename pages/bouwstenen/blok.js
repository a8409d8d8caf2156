/* Shows a piece of HTML with SVG in it, which st.html leaves out. All text in it was escaped when it was made. */
function toonBlok({ data, parentElement }) {
  const plek = parentElement.querySelector(".wz-blok");
  if (plek.inhoud === data.html) return plek;
  // Who ticks boxes by keyboard goes on where he was.
  const vak = plek.contains(document.activeElement) && document.activeElement.closest("input[data-gebied]");
  plek.innerHTML = plek.inhoud = data.html;
  if (vak) plek.querySelector(`[data-gebied="${vak.dataset.gebied}"]`)?.focus({ preventScroll: true });
  return plek;
}
