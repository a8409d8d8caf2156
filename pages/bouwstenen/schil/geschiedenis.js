/* A page writes the whole link to its view in the address bar, and of every written link Streamlit makes a step in
   the browser's history. Where a page only completes the address that led to it, that step would lead back to the
   same page, which completes it again: nobody gets past it. So there the whole link takes the place of the short one.
   A link that a page wrote names the rule. While the years play, each year takes the place of the one before: nobody
   asked for those steps. */
function houdGeschiedenis() {
  if (history.vultAan) return;
  const zet = history.pushState.bind(history);
  history.pushState = (staat, titel, adres) => {
    const doel = new URL(adres ?? location.href, location.href);
    const vult = doel.searchParams.has("regel") && !new URLSearchParams(location.search).has("regel");
    const speelt = document.querySelector(".wz-tijdlijn.speelt");
    const hetzelfde = doel.href === location.href; // written again, after something was done before the page was ready
    if (hetzelfde || ((vult || speelt) && doel.pathname === location.pathname)) history.replaceState(staat, titel, adres);
    else zet(staat, titel, adres);
  };
  history.vultAan = true;
}
