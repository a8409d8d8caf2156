/* Shows a piece of HTML with SVG in it, which st.html leaves out. All text in it was escaped when it was made. */
function toonBlok({ data, parentElement }) {
  const plek = parentElement.querySelector(".wz-blok");
  if (plek.inhoud !== data.html) plek.innerHTML = plek.inhoud = data.html;
  return plek;
}
