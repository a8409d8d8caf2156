/* While a page runs, Streamlit can close a tab for a moment: it loses its tabindex, and with that the focus of who
   walks along the tabs with the arrow keys. The focus goes back as soon as the tab is open again, unless something
   else has taken it. */
const WACHTTIJD = 5000;

function bewaarTab() {
  if (document.bewaartTab) return;
  document.addEventListener("focusout", ({ target, relatedTarget }) => {
    if (relatedTarget || !target.matches?.("[role=tab]") || target.hasAttribute("tabindex")) return;
    const einde = performance.now() + WACHTTIJD;
    const keerTerug = () => {
      if (document.activeElement !== document.body || !target.isConnected) return;
      if (target.hasAttribute("tabindex")) target.focus({ preventScroll: true });
      else if (performance.now() < einde) requestAnimationFrame(keerTerug);
    };
    requestAnimationFrame(keerTerug);
  });
  volgVenster();
  document.bewaartTab = true;
}
