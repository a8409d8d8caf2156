/* The pen of the map on canvas, and what makes its first stroke fast (doek.js, vooraf.js). */
const LETTERTYPE = "600 11px sans-serif", NAMEN = "700 14px sans-serif", NUMMERS = "700 13px sans-serif";

/* Reading often means drawing by the processor: without a graphics card that is fifty times faster. */
function pakPen(doek) {
  return doek.getContext("2d", { willReadFrequently: true });
}

/* The first stroke and the first letters of a page take as long as a fetch: so some that nobody sees, meanwhile. */
function warmOp() {
  const pen = pakPen(document.createElement("canvas"));
  pen.fillRect(0, 0, 1, 1);
  for (const letter of [LETTERTYPE, NAMEN, NUMMERS]) {
    pen.font = letter;
    pen.measureText("K");
  }
}
