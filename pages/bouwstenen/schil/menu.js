/* What Streamlit leaves undone for a menu in groups: which group the open page stands in; that what a group opens is
   part of the menu; and, where the menu is a list at the side, that a group is one of its items. */
function volgMenu(groep) {
  document.woonzorgGroep = groep;
  if (!document.volgtMenu) {
    let wacht = 0;
    const kijk = () => { wacht ||= requestAnimationFrame(() => { wacht = 0; merk(); }); };
    document.volgtMenu = new MutationObserver(kijk);
    document.volgtMenu.observe(document.body, { childList: true, subtree: true });
    volgPaneel();
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

/* On a phone the menu is a panel: who opens it goes on to its first page, Escape closes it, and the focus goes back. */
const OPEN = "[data-testid=stExpandSidebarButton]";
const DICHT = "[data-testid=stSidebarCollapseButton] button";
const EERSTE = "[data-testid=stSidebar][data-collapsed=false] [data-testid=stSidebarNavLink]";
const GEDULD = 3000;

function volgPaneel() {
  document.addEventListener("click", ({ target }) => {
    if (target.closest?.(OPEN)) gaNaar(EERSTE);
    else if (target.closest?.(DICHT)) gaNaar(OPEN);
    else if (target.closest?.("[data-testid=stSidebarNavLink]")) setTimeout(() => document.querySelector(DICHT)?.click());
  });
  document.addEventListener("keydown", ({ key, target }) => {
    if (key === "Escape" && target.closest?.("[data-testid=stSidebar]")) document.querySelector(DICHT)?.click();
  });
}

function gaNaar(wat) {
  const einde = performance.now() + GEDULD;
  const zoek = () => {
    const doel = document.querySelector(wat);
    doel?.focus({ preventScroll: true });
    if ((!doel || document.activeElement !== doel) && performance.now() < einde) requestAnimationFrame(zoek);
  };
  requestAnimationFrame(zoek);
}

function zet(el, naam, waarde) {
  if (el.getAttribute(naam) === waarde) return;
  if (waarde === null) el.removeAttribute(naam);
  else el.setAttribute(naam, waarde);
}
