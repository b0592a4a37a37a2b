import fc from "fast-check";
import { bytesOf, type ByteString } from "../engine/bytes/index.ts";
import { makeCdb } from "../engine/cdb/index.ts";
import { compileMorercpthosts } from "../engine/newmrh/index.ts";
import { compileRules } from "../engine/tcprules/index.ts";
import {
  controlNames,
  type Configuration,
  type ConfigurationFile,
  type ControlName,
} from "./configuration.ts";
import { usualDoor, type Door } from "./door.ts";

// Configurations out of few numbers, names and users, so that rules meet, overlap and hide each other.

/** The numbers that generated addresses have, and neighbours of theirs. */
export const numbers = [0, 1, 5, 10, 254, 255] as const;
export const hosts = ["pc.a.example", "a.example", "b.a.example", "example", "x.other", "."] as const;
export const users = ["ann", "bob", ""] as const;
const domains = ["a.example", "b.a.example", "example", "mail.example", "net"] as const;

const number = fc.constantFrom(...numbers);
const address = fc.array(number, { minLength: 4, maxLength: 4 }).map((four) => four.join("."));
const prefix = fc.array(number, { maxLength: 3 }).map((some) => some.map((one) => `${one}.`).join(""));
const host = fc.constantFrom(...hosts);
const user = fc.constantFrom(...users);
const range = fc
  .tuple(prefix, number, number, fc.constantFrom("", "."))
  .map(([before, bottom, top, dot]) => `${before}${bottom}-${top}${dot}`);
const suffix = fc.constantFrom(".example", ".a.example", ".other", ".");

const key = fc.oneof(
  { weight: 5, arbitrary: address },
  { weight: 5, arbitrary: prefix },
  { weight: 3, arbitrary: range },
  { weight: 2, arbitrary: host.map((name) => `=${name}`) },
  { weight: 2, arbitrary: suffix.map((name) => `=${name}`) },
  { weight: 1, arbitrary: fc.constant("=") },
  { weight: 2, arbitrary: fc.tuple(user, address).map(([name, ip]) => `${name}@${ip}`) },
  { weight: 2, arbitrary: fc.tuple(user, host).map(([name, at]) => `${name}@=${at}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "10.0.0",
      "010.",
      "10.0.0.0/8",
      "=A.example",
      " 10.",
      "ann@10.",
      "256.",
      "1.2.3.4.5",
      "a@b",
    ),
  },
);

const instructions = fc.constantFrom(
  "allow",
  "deny",
  'allow,RELAYCLIENT=""',
  'allow,RELAYCLIENT="@fix"',
  'allow,RELAYCLIENT="x",RELAYCLIENT=""',
  'deny,RELAYCLIENT=""',
  'allow,X="1"',
  'allow, RELAYCLIENT=""',
);

const line = fc.tuple(key, instructions).map(([one, what]) => `${one}:${what}\n`);
const lines = fc.array(
  fc.oneof(
    { weight: 30, arbitrary: line },
    { weight: 2, arbitrary: fc.constantFrom("# comment\n", "\n", "no colon\n") },
  ),
  { maxLength: 14 },
);
const unparsable = lines.map((some) => `${some.join("")}10.:Allow\n`);
export const rulesText = fc.oneof(
  { weight: 12, arbitrary: lines.map((some) => some.join("")) },
  { weight: 1, arbitrary: unparsable },
);

export const door: fc.Arbitrary<Door> = fc.record({
  basis: fc.constant("run script" as const),
  rules: fc.oneof(
    { weight: 6, arbitrary: fc.constant(usualDoor.rules) },
    { weight: 1, arbitrary: fc.constant({ path: "/etc/tcp.smtp.cdb", whenMissing: "allow" as const }) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  clientName: fc.constantFrom("believed", "believed", "proven", "unasked"),
  asksIdent: fc.constantFrom(true, true, false),
  environment: fc.constantFrom(
    new Map<string, string>(),
    new Map<string, string>(),
    new Map([["RELAYCLIENT", ""]]),
    new Map([["RELAYCLIENT", "@env"]]),
  ),
  behind: fc.oneof(
    { weight: 4, arbitrary: fc.constant(usualDoor.behind) },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant("server" as const),
        isEmptied: fc.boolean(),
        variables: fc.subarray([
          ["RELAYCLIENT", null],
          ["TCPREMOTEIP", null],
          ["RELAYCLIENT", "@behind"],
          ["OTHER", "x"],
        ] as const),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ kind: "nothing" } as const) },
  ),
  ownAddresses: fc.constant(["127.0.0.1"]),
  smtpd: fc.constantFrom("qmail-1.03", "netqmail-1.06", "notqmail-1.09", "netqmail-smtp-auth"),
});

const domain = fc.constantFrom(...domains);
const entry = fc.oneof(
  { weight: 6, arbitrary: domain },
  { weight: 3, arbitrary: domain.map((one) => `.${one}`) },
  { weight: 1, arbitrary: domain.map((one) => one.toUpperCase()) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "a.example # ours",
      "net\r",
      " net",
      "x@a.example",
      ".",
      "a.example.",
      "*.net",
      "[127.0.0.1]",
      "#net",
    ),
  },
);
const list = fc.array(entry, { maxLength: 6 }).map((some) => some.map((one) => `${one}\n`).join(""));
const oneLine = domain.map((one) => `${one}\n`);
const sender = fc.constantFrom("spam@net", "@net", "@NET", "other@example", "spam", "");
const senders = fc.array(sender, { maxLength: 3 }).map((some) => some.map((one) => `${one}\n`).join(""));
const moreCdb = fc.oneof(
  list.map((text) => compileMorercpthosts(bytesOf(text)).cdb),
  fc.array(entry, { maxLength: 3 }).map((some) => makeCdb(some.map((one) => [one, ""]))),
);

const oneOfTen = fc.integer({ min: 0, max: 9 }).map((one) => one === 0);

/** What may be in control/; a file that isn't there has no entry. */
const control = fc
  .record(
    {
      me: oneLine,
      smtpgreeting: oneLine,
      rcpthosts: list,
      localiphost: oneLine,
      envnoathost: oneLine,
      percenthack: list,
      badmailfrom: senders,
      "morercpthosts.cdb": moreCdb,
    },
    { requiredKeys: ["rcpthosts"] },
  )
  .chain((files) => fc.record({ files: fc.constant(files), isOpen: oneOfTen, isNameless: oneOfTen }))
  .map(({ files: { rcpthosts, ...others }, isOpen, isNameless }) => ({
    ...(isNameless ? {} : { me: "mail.example\n" }),
    ...(isOpen ? {} : { rcpthosts }),
    ...others,
  }));

export function fileOf(content: ByteString | Uint8Array, path: ByteString): ConfigurationFile {
  const bytes = typeof content === "string" ? bytesOf(content) : content;
  return { path, bytes, modifiedAt: null };
}

export function controlOf(
  files: Partial<Record<ControlName, ByteString | Uint8Array>>,
): NonNullable<Configuration["control"]> {
  const found: Partial<Record<ControlName, ConfigurationFile>> = {};
  for (const name of controlNames) {
    const content = files[name];
    if (content !== undefined) found[name] = fileOf(content, `control/${name}`);
  }
  return found;
}

/** The cdb that rules compile to; null if they don't. */
function cdbOf(text: ByteString): Uint8Array | null {
  const compilation = compileRules(bytesOf(text));
  return compilation.kind === "compiled" ? compilation.cdb : null;
}

/** Rules as text, as a cdb, or as both, which need not agree; with any control files. */
export const configuration: fc.Arbitrary<Configuration> = fc
  .tuple(
    fc.option(rulesText, { freq: 6 }),
    fc.option(
      rulesText.map((text) => cdbOf(text)),
      { freq: 1 },
    ),
    control,
  )
  .map(([text, cdb, files]) => ({
    rules: text === null ? null : fileOf(text, "tcp.smtp"),
    rulesCdb: cdb === null ? null : fileOf(cdb, "tcp.smtp.cdb"),
    control: controlOf(files),
    others: [],
    run: null,
  }));
