import { bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import { pause, type WorldRunning, type WorldSystem } from "../../process.ts";
import { complain, exit } from "../print.ts";

const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  "\\": "\\",
  a: "\x07",
  b: "\b",
  f: "\f",
  v: "\v",
  '"': '"',
};

/** Widths beyond this are cut, so that a slip doesn't fill the disk. */
const widthMax = 4096;

/** printf(1): its words by a format, which is used again as long as there are words. */
// POSIX.1-2017 XCU printf
export function* printf(system: WorldSystem): WorldRunning {
  const [, format, ...words] = system.argv;
  if (format === undefined) {
    complain(system, "missing operand");
    return exit(1);
  }
  let used = 0;
  let code = 0;
  do {
    const before = used;
    const text = format.replace(
      /%(-?)(0?)(\d*)(?:\.(\d+))?([sdiuxXoc%b])|\\([0-7]{1,3}|x[0-9A-Fa-f]{1,2}|[^])/g,
      (
        found,
        left: string,
        zero: string,
        width: string,
        precision: string | undefined,
        kind: string,
        escape: string | undefined,
      ) => {
        if (kind === "%") return "%";
        if (escape !== undefined) return unescape(escape);
        const word = words[used++] ?? "";
        const shown = shownAs(kind, word);
        if (shown === null) {
          complain(system, `${word}: expected a numeric value`);
          code = 1;
        }
        const cut =
          precision === undefined || kind !== "s"
            ? (shown ?? "0")
            : (shown ?? "").slice(0, Number(precision));
        const places = Math.min(Number(width), widthMax);
        if (left !== "") return cut.padEnd(places);
        return cut.padStart(places, zero !== "" && kind !== "s" ? "0" : " ");
      },
    );
    system.write(1, bytesOf(text));
    if (system.weigh(format.length)) yield pause;
    if (used === before) break;
  } while (used < words.length);
  return exit(code);
}

function shownAs(kind: string, word: ByteString): ByteString | null {
  if (kind === "s") return word;
  if (kind === "b") return word.replace(/\\([0-7]{1,4}|[^])/g, (_, escape: string) => unescape(escape));
  if (kind === "c") return word.charAt(0);
  const number = word === "" ? 0 : /^[+-]?(?:\d{1,15}|0x[0-9A-Fa-f]{1,12})$/.test(word) ? Number(word) : null;
  if (number === null) return null;
  const text = number.toString(kind === "o" ? 8 : kind === "x" || kind === "X" ? 16 : 10);
  return kind === "X" ? text.toUpperCase() : text;
}

function unescape(escape: string): ByteString {
  if (/^[0-7]/.test(escape)) return String.fromCharCode(parseInt(escape, 8) & 0xff);
  if (escape.length > 1) return String.fromCharCode(parseInt(escape.slice(1), 16));
  return escapes[escape] ?? `\\${escape}`;
}
