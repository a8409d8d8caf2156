/* Who logs in leaves this page for that of the provider, and comes back at the bare address: a cookie remembers where he
   wanted to be (document.cookie), from his press on the button, for a quarter of an hour at most. The server reads it at
   his return, leads him there if it is an address of its own, and takes the cookie away. */
export default function ({ data }) {
  const onthoud = ({ target }) => {
    if (!target.closest?.(`.st-key-${data.knop}`)) return;
    const heel = encodeURIComponent(location.pathname + location.search);
    const heen = heel.length > data.langst ? encodeURIComponent(location.pathname) : heel;
    const veilig = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `${data.koekje}=${heen}; Path=${data.pad}; Max-Age=${data.seconden}; SameSite=Lax${veilig}`;
  };
  document.addEventListener("click", onthoud, true);
  return () => document.removeEventListener("click", onthoud, true);
}
