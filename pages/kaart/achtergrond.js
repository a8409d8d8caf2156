/* The background map: images under the areas, as long as this piece is on the page. Without them the map stands too. */
export default function ({ data, parentElement }) {
  const plaats = ((window.woonzorgKaarten ??= {})[data.sleutel] ??= {});
  const regel = parentElement.querySelector(".wz-achtergrond");
  plaats.achtergrond = (svg) => legTegels(svg, data, regel);
  if (plaats.kaart) plaats.achtergrond(plaats.kaart.svg);
  return () => {
    delete plaats.achtergrond;
    if (plaats.kaart) neemWeg(plaats.kaart.svg);
  };
}

function neemWeg(svg) {
  svg.classList.remove("met-achtergrond");
  svg.querySelector(".achtergrond")?.remove();
}

function legTegels(svg, data, regel) {
  const sleutel = JSON.stringify(data.tegels);
  if (svg.querySelector(".achtergrond")?.dataset.tegels === sleutel) return;
  neemWeg(svg);
  regel.textContent = "";
  const laag = document.createElementNS("http://www.w3.org/2000/svg", "g");
  laag.setAttribute("class", "achtergrond");
  laag.setAttribute("aria-hidden", "true");
  laag.dataset.tegels = sleutel;
  let gekomen = 0, mislukt = 0;
  const meld = () => {
    if (!laag.isConnected) return; // it was switched off while this image was on its way
    svg.classList.toggle("met-achtergrond", gekomen > 0);
    if (gekomen) regel.textContent = data.bronregel;
    else if (mislukt === data.tegels.length) regel.textContent = data.storing;
  };
  for (const [adres, x, y, zijde] of data.tegels) {
    const tegel = document.createElementNS("http://www.w3.org/2000/svg", "image");
    // A hair larger than its place, so that no seam shows between two.
    Object.entries({ x, y, width: zijde * 1.002, height: zijde * 1.002 }).forEach(([naam, w]) => tegel.setAttribute(naam, w));
    tegel.addEventListener("load", () => { gekomen += 1; meld(); });
    tegel.addEventListener("error", () => { mislukt += 1; tegel.remove(); meld(); });
    tegel.setAttribute("href", adres);
    laag.append(tegel);
  }
  svg.querySelector(".vlakken").before(laag);
}
