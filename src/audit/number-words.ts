/** A whole number with its thousands apart: 16,777,472. */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

/**
 * `a`, `a and b`, `a, b and c`; of more than `most` the first ones, and how many others there are. Of `count` words only
 * the first `most` need be given.
 */
export function listed(words: readonly string[], most: number, count = words.length): string {
  const shown = count > most ? words.slice(0, most - 1) : words;
  const left = count - shown.length;
  const all = left > 0 ? [...shown, `${grouped(left)} others`] : shown;
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all.at(-1) ?? ""}`;
}
