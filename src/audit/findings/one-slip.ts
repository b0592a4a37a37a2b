/** Whether a letter was left out, put in, written wrongly, or changed places with its neighbour; equal names as well. */
export function isOneSlip(written: string, name: string): boolean {
  let from = 0;
  while (from < name.length && written[from] === name[from]) from++;
  const rest = (text: string, skip: number): string => text.slice(from + skip);
  const isSwapped =
    written[from] === name[from + 1] &&
    written[from + 1] === name[from] &&
    rest(written, 2) === rest(name, 2);
  return (
    rest(written, 1) === rest(name, 1) ||
    rest(written, 1) === rest(name, 0) ||
    rest(written, 0) === rest(name, 1) ||
    isSwapped
  );
}
