/* Streamlit's page says it is English; a screen reader must read it as Dutch. */
export default function () {
  document.documentElement.lang = "nl";
}
