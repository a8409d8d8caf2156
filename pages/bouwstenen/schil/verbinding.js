/* Behind a lost connection another server may answer, that knows nothing of this visit. Streamlit then lets stand what
   was on screen, and a click in a part of the page runs nowhere: so the page is asked for once more, as a whole. */
function volgVerbinding(vraagOpnieuw) {
  const app = document.querySelector("[data-testid=stApp]");
  if (!app) return;
  const gevolgd = app.vraagOpnieuw;
  app.vraagOpnieuw = vraagOpnieuw;
  if (gevolgd) return;
  let weg = false;
  new MutationObserver(() => {
    const verbonden = app.dataset.testConnectionState === "CONNECTED";
    if (verbonden && weg) app.vraagOpnieuw();
    weg = !verbonden;
  }).observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] });
}
