/* Hands new colours to a map that is already drawn, or that will be (kaart.js). */
export default function ({ data }) {
  const plaats = ((window.woonzorgKaarten ??= {})[data.sleutel] ??= {});
  plaats.kleuring = data;
  plaats.kleur?.();
  plaats.merk?.(data.gekozen);
}
