/* What Streamlit leaves undone for a menu in groups: which group the open page stands in; that what a group opens is
   part of the menu; and, where the menu is a list at the side, that a group is one of its items. */
export default function ({ data }) {
  document.woonzorgGroep = data.groep;
  if (!document.volgtMenu) {
    let wacht = 0;
    const kijk = () => { wacht ||= requestAnimationFrame(() => { wacht = 0; merk(); }); };
    document.volgtMenu = new MutationObserver(kijk);
    document.volgtMenu.observe(document.body, { childList: true, subtree: true });
  }
  merk();
}

function merk() {
  const groep = document.woonzorgGroep;
  document.querySelectorAll("[data-testid=stTopNavSection]").forEach((knop) => {
    zet(knop, "aria-current", groep && knop.textContent.startsWith(groep) ? "true" : null);
  });
  document.querySelectorAll("[data-testid=stTopNavPopoverBody]").forEach((vak) => {
    zet(vak, "role", "navigation");
    zet(vak, "aria-label", "Pagina's in deze groep");
  });
  document.querySelectorAll("[data-testid=stSidebarNavItems] > div").forEach((vak) => {
    zet(vak, "role", "listitem");
    vak.querySelectorAll("li").forEach((regel) => zet(regel, "role", "none"));
  });
}

function zet(el, naam, waarde) {
  if (el.getAttribute(naam) === waarde) return;
  if (waarde === null) el.removeAttribute(naam);
  else el.setAttribute(naam, waarde);
}
