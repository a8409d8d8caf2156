/* Streamlit puts what a button like 'Vraag' opens at the end of the document, far from the button. Who opens it by
   keyboard goes on to its first field; Streamlit takes the focus back to the button when it closes. */
const KLAAR = "[data-testid=stPopoverBody]:not(:has([data-testid=stSkeleton]))"; // no field is still on its way
const VELDEN = ":is(input, select, textarea, button, a[href]):not(:disabled, [tabindex='-1'])";

function volgVenster() {
  document.addEventListener("click", (e) => {
    const knop = e.target.closest?.("[data-testid=stPopoverButton]");
    // A click that counts no presses comes from the keyboard.
    if (!knop || e.detail || knop.getAttribute("aria-expanded") === "true") return;
    const einde = performance.now() + WACHTTIJD;
    const gaNaar = () => {
      if (document.activeElement !== knop) return;
      const veld = document.querySelector(`${KLAAR} ${VELDEN}`);
      if (veld) veld.focus({ preventScroll: true });
      else if (performance.now() < einde) requestAnimationFrame(gaNaar);
    };
    requestAnimationFrame(gaNaar);
  }, { capture: true });
}
