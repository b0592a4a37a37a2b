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

/** Wider is refused, so that a slip doesn't fill the disk. */
const widthMax = 4096;

/** One conversion, or one escape. */
const conversion = /%([-+ #0]*)(\d*)(?:\.(\d*))?([sdiuxXoc%b])|\\([0-7]{1,3}|x[0-9A-Fa-f]{1,2}|[^])/g;

/** printf(1): its words by a format, which is used again as long as there are words. */
// POSIX.1-2017 XCU printf, in the words of coreutils-9.1 src/printf.c
export function* printf(system: WorldSystem): WorldRunning {
  const argv = system.argv[1] === "--" ? system.argv.toSpliced(1, 1) : system.argv;
  const [, format, ...words] = argv;
  const wrong = format === undefined ? "missing operand" : troubleOf(format);
  if (wrong !== null || format === undefined) {
    complain(system, wrong ?? "");
    return exit(1);
  }
  let used = 0;
  let code = 0;
  let end: number;
  do {
    const before = used;
    const text = format.replace(
      conversion,
      (
        _found,
        signs: string,
        width: string,
        precision: string | undefined,
        kind: string,
        escape: string | undefined,
      ) => {
        if (kind === "%") return "%";
        if (escape !== undefined) return escape === "c" ? stop : unescape(escape);
        const word = words[used++] ?? "";
        const shown = shownAs(kind, word, signs);
        if (shown.isWrong) {
          complain(system, `${word}: expected a numeric value`);
          code = 1;
        }
        return padded(shown.text, { kind, signs, width: Number(width), precision });
      },
    );
    end = text.indexOf(stop);
    system.write(1, bytesOf(end === -1 ? text : text.slice(0, end)));
    if (system.weigh(format.length)) yield pause;
    if (used === before || end !== -1) break;
  } while (used < words.length);
  if (used === 0 && words.length > 0 && end === -1)
    complain(system, `warning: ignoring excess arguments, starting with '${words[0] ?? ""}'`);
  return exit(code);
}

/** Stands where \c ends the output; a byte string has no such character. */
const stop = "\uffff";

/** What in a format can't be done; null if all can. */
function troubleOf(format: ByteString): ByteString | null {
  const bare = format.replace(conversion, "");
  const bad = /%[^A-Za-z%]*[A-Za-z]?/.exec(bare)?.[0];
  if (bad !== undefined) return `${bad}: invalid conversion specification`;
  const tooWide = [...format.matchAll(conversion)].find(
    ([, , width = "", precision = ""]) => Number(width) > widthMax || Number(precision) > widthMax,
  );
  return tooWide === undefined ? null : `${tooWide[0]}: wider than ${widthMax}, which this printf can't do`;
}

function padded(
  shown: ByteString,
  {
    kind,
    signs,
    width,
    precision,
  }: {
    readonly kind: string;
    readonly signs: string;
    readonly width: number;
    readonly precision: string | undefined;
  },
): ByteString {
  const isText = kind === "s" || kind === "b" || kind === "c";
  const [, sign = "", digits = shown] = isText ? [] : (/^([+ -]?(?:0[xX])?)(.*)$/.exec(shown) ?? []);
  const places = Number(precision ?? "");
  const whole = isText
    ? kind === "c" || precision === undefined
      ? shown
      : shown.slice(0, places)
    : sign + digits.padStart(places, "0");
  if (signs.includes("-")) return whole.padEnd(width);
  const isZeroed = signs.includes("0") && !isText && precision === undefined;
  return isZeroed ? sign + digits.padStart(width - sign.length, "0") : whole.padStart(width);
}

function shownAs(
  kind: string,
  word: ByteString,
  signs: string,
): { readonly text: ByteString; readonly isWrong: boolean } {
  const right = (text: ByteString) => ({ text, isWrong: false });
  if (kind === "s") return right(word);
  if (kind === "b")
    return right(word.replace(/\\([0-7]{1,4}|[^])/g, (_, escape: string) => unescape(escape)));
  if (kind === "c") return right(word.charAt(0));
  const number = numberOf(word);
  if (number === null) return { text: "0", isWrong: true };
  const text = number.toString(kind === "o" ? 8 : kind === "x" || kind === "X" ? 16 : 10);
  const prefix = signs.includes("#") && number !== 0 ? ({ o: "0", x: "0x", X: "0x" }[kind] ?? "") : "";
  const isSigned = (kind === "d" || kind === "i") && number >= 0;
  const sign = !isSigned ? "" : signs.includes("+") ? "+" : signs.includes(" ") ? " " : "";
  const signed = sign + prefix + text;
  return right(kind === "X" ? signed.toUpperCase() : signed);
}

/** A number in decimal, octal or hexadecimal, or a character behind a quote; null if it's none. */
function numberOf(word: ByteString): number | null {
  if (word === "") return 0;
  if (/^["']./.test(word)) return word.charCodeAt(1);
  const [, sign = "", digits] = /^([+-]?)(\d{1,15}|0[xX][0-9A-Fa-f]{1,12})$/.exec(word) ?? [];
  if (digits === undefined) return null;
  const isOctal = /^0[0-7]+$/.test(digits);
  if (/^0\d*[89]/.test(digits)) return null;
  const number = isOctal ? parseInt(digits, 8) : Number(digits);
  return sign === "-" ? -number : number;
}

function unescape(escape: string): ByteString {
  if (/^[0-7]/.test(escape)) return String.fromCharCode(parseInt(escape, 8) & 0xff);
  if (escape.length > 1) return String.fromCharCode(parseInt(escape.slice(1), 16));
  return escapes[escape] ?? `\\${escape}`;
}
