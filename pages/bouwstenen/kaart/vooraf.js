/* Fetches and reads outlines while Streamlit's own page is still loading; doek.js takes them from here, once. */
const { omtrekken: adres } = document.querySelector("script[data-omtrekken]").dataset;
const omtrekken = fetch(new URL(adres, location.href), { priority: "low" })
  .then((antwoord) => (antwoord.ok ? antwoord.json() : null))
  .catch(() => null);
window.woonzorgVooraf = { adres, omtrekken };
warmOp();
