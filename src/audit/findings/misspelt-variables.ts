import { byteString, type ByteString } from "../../engine/bytes/index.ts";
import type { ConfigurationFile } from "../configuration.ts";
import { atLine, type Examined } from "./examined.ts";
import { fileLines } from "../file-lines.ts";
import type { Finding } from "./finding.ts";
import { replaceLine } from "./fix.ts";
import { isModest } from "./modest-rules.ts";
import { isOneSlip } from "./one-slip.ts";

/** Variables of rules that are all but called RELAYCLIENT. */
export function* misspeltVariables({ configuration: { rules } }: Examined): Generator<Finding, void> {
  if (rules === null) return;
  const lines = fileLines(rules);
  for (const { line, from, name } of namesIn(rules)) {
    const text = lines.line(line);
    if (!isMeant(name) || text.startsWith("#") || text.includes(",RELAYCLIENT=")) continue;
    const becomes = `${text.slice(0, from)}RELAYCLIENT${text.slice(from + name.length)}`;
    yield {
      id: "rule-variable-misspelt",
      severity: "warning",
      ...atLine(rules, line, from),
      message: `qmail-smtpd asks for RELAYCLIENT and not for ${name}, so these clients may not relay.`,
      fix: isModest([becomes])
        ? replaceLine(rules, line, { title: "Write RELAYCLIENT", becomes: [becomes] })
        : null,
    };
  }
}

interface NameAt {
  readonly line: number;
  /** Bytes before it in its line. */
  readonly from: number;
  readonly name: ByteString;
}

const COMMA = 44;
/** RELAYCLIENT with a letter or two of more. */
const NAME_BYTES_MAX = 14;
const RIGHT = "RELAYCLIENT";

/** What stands between a comma and an equals sign, but for RELAYCLIENT itself. */
function* namesIn(rules: ConfigurationFile): Generator<NameAt, void> {
  const { bytes } = rules;
  const { start, count } = fileLines(rules);
  let line = 1;
  for (let comma = bytes.indexOf(COMMA); comma !== -1; comma = bytes.indexOf(COMMA, comma + 1)) {
    const name = byteString(bytes, comma + 1, Math.min(bytes.length, comma + 2 + NAME_BYTES_MAX));
    const equals = name.indexOf("=");
    if (equals === -1 || name.startsWith(`${RIGHT}=`)) continue;
    while (line < count && start(line + 1) <= comma) line++;
    yield { line, from: comma + 1 - start(line), name: name.slice(0, equals) };
  }
}

/** RELAY_CLIENT, RELAYCLEINT; that it's only in other letters is told of by itself. */
function isMeant(name: ByteString): boolean {
  if (!/^[A-Za-z_-]+$/.test(name) || name.toUpperCase() === RIGHT) return false;
  return isOneSlip(name.toUpperCase().replace(/[_-]/g, ""), RIGHT);
}
