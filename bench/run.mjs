// `npm run bench`: what DESIGN promises in numbers, measured beside the real programs where they are installed.
import { benchAudit } from "./audit.mjs";
import { bundleEngine } from "./bundle.mjs";
import { benchRelayMap } from "./relay-map.mjs";
import { benchSeek } from "./seek.mjs";
import { benchSmtpd } from "./smtpd.mjs";
import { benchTcprules } from "./tcprules.mjs";

const engine = await bundleEngine();
const rows = [
  ...benchTcprules(engine),
  ...benchAudit(engine),
  ...benchRelayMap(engine),
  ...benchSmtpd(engine),
  ...benchSeek(engine),
];
const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
for (const row of rows) console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
