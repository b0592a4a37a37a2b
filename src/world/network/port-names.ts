/** The services that /etc/services names, as far as mail goes. */
const portNames: ReadonlyMap<string, number> = new Map([
  ["smtp", 25],
  ["domain", 53],
  ["pop3", 110],
  ["auth", 113],
  ["submission", 587],
]);

/** The port that a name or a number stands for; null if it's neither. */
export function portNumber(text: string): number | null {
  const number = portNames.get(text) ?? (/^\d{1,5}$/.test(text) ? Number(text) : 0);
  return number >= 1 && number <= 65535 ? number : null;
}

/** The name of a port; null if it has none. */
export function portName(port: number): string | null {
  return [...portNames].find(([, number]) => number === port)?.[0] ?? null;
}
