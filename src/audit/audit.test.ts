import { describe, expect, it } from "vitest";
import { bytesOf, type ByteString } from "../engine/bytes/index.ts";
import { compileMorercpthosts } from "../engine/newmrh/index.ts";
import { makeCdb } from "../engine/cdb/index.ts";
import { compileRules } from "../engine/tcprules/index.ts";
import {
  audit,
  clientRanges,
  indexAt,
  outcomeAt,
  parseRange,
  rangeText,
  recipientsOf,
  ruleAt,
  usualDoor,
  type Clients,
  type Configuration,
  type ControlName,
  type Door,
  type OutcomeKind,
} from "./index.ts";

function file(text: ByteString | Uint8Array, path = "tcp.smtp"): NonNullable<Configuration["rules"]> {
  return { path, bytes: typeof text === "string" ? bytesOf(text) : text, modifiedAt: null };
}

function configuration(
  given: { rules?: ByteString; cdb?: Uint8Array; control?: Partial<Record<ControlName, ByteString>> } = {},
): Configuration {
  const { rules, cdb, control } = given;
  const files = Object.entries(control ?? {}).map(([name, text]) => [name, file(text, `control/${name}`)]);
  return {
    rules: rules === undefined ? null : file(rules),
    rulesCdb: cdb === undefined ? null : file(cdb, "tcp.smtp.cdb"),
    control: control === undefined ? null : (Object.fromEntries(files) as Configuration["control"]),
    others: [],
    run: null,
  };
}

function compiled(text: ByteString): Uint8Array {
  const compilation = compileRules(bytesOf(text));
  if (compilation.kind !== "compiled") throw new Error(text);
  return compilation.cdb;
}

function clients(given: Parameters<typeof configuration>[0], door: Partial<Door> = {}): Clients {
  const found = audit(configuration(given), { ...usualDoor, basis: "run script", ...door }).clients;
  if (found === null) throw new Error("nothing known");
  return found;
}

function those(kind: OutcomeKind, { addresses }: Clients): readonly string[] {
  return [...clientRanges(addresses, kind)].map(rangeText);
}

const everybody = ["0.0.0.0-255.255.255.255"];

describe("who may relay, by address", () => {
  it.each<[text: string, ranges: readonly string[]]>([
    ["", []],
    [':allow,RELAYCLIENT=""\n', everybody],
    ['127.:allow,RELAYCLIENT=""\n', ["127.0.0.0-127.255.255.255"]],
    ['192.168.5.10:allow,RELAYCLIENT="no"\n', ["192.168.5.10"]],
    ['10.:allow,RELAYCLIENT=""\n10.0.0.7:allow\n', ["10.0.0.0-10.0.0.6", "10.0.0.8-10.255.255.255"]],
    ['203.0.113.64-95:allow,RELAYCLIENT=""\n', ["203.0.113.64-203.0.113.95"]],
    ['255.255.255.255:allow,RELAYCLIENT=""\n', ["255.255.255.255"]],
    ['255.:allow,RELAYCLIENT=""\n255.255.:allow\n', ["255.0.0.0-255.254.255.255"]],
    ['10-12.:allow,RELAYCLIENT=""\n11.0.0.0:deny\n', ["10.0.0.0-10.255.255.255", "11.0.0.1-12.255.255.255"]],
    // Of equal keys the first counts.
    ['10.1.1.1:allow\n10.1.1.1-2:allow,RELAYCLIENT=""\n', ["10.1.1.2"]],
    // None of these is an address that a client can have.
    ['10.0.0:allow,RELAYCLIENT=""\n10.0.0.0/8:allow,RELAYCLIENT=""\n010.:allow,RELAYCLIENT=""\n', []],
    ['1.2.3.4.:allow,RELAYCLIENT=""\n256.:allow,RELAYCLIENT=""\n.:allow,RELAYCLIENT=""\n', []],
    ['1..2.:allow,RELAYCLIENT=""\n00.:allow,RELAYCLIENT=""\n1.2.3.4.5:allow,RELAYCLIENT=""\n', []],
    ['10.:deny,RELAYCLIENT=""\n', []],
    ['10.:allow,relayclient=""\n10.:allow, RELAYCLIENT=""\n', []],
  ])("%j", (text, ranges) => {
    expect(those("relays", clients({ rules: text }))).toEqual(ranges);
    expect(those("relays", clients({ cdb: compiled(text) }))).toEqual(ranges);
  });

  it("tells the value that is glued to recipients, the last that a rule sets", () => {
    const { addresses } = clients({ rules: '10.:allow,RELAYCLIENT="a",RELAYCLIENT="@fixme"\n' });
    expect(outcomeAt(addresses, parseRange("10.1.1.1")?.first ?? 0)).toEqual({
      kind: "relays",
      value: "@fixme",
    });
  });

  it("tells which line decides, though the outcome is the same", () => {
    const found = clients({ rules: '# ours\n10.:allow,RELAYCLIENT=""\n10.1.:allow,RELAYCLIENT=""\n' });
    expect(those("relays", found)).toEqual(["10.0.0.0-10.255.255.255"]);
    const { pieces } = found.addresses;
    const ruleOf = (address: string) =>
      ruleAt(found, pieces.records[indexAt(pieces.starts, parseRange(address)?.first ?? 0)] ?? 0);
    expect(ruleOf("10.0.255.255")).toEqual({ key: "10.", line: { file: "tcp.smtp", line: 2 } });
    expect(ruleOf("10.1.0.0")).toEqual({ key: "10.1.", line: { file: "tcp.smtp", line: 3 } });
    expect(ruleOf("10.2.0.0")).toEqual({ key: "10.", line: { file: "tcp.smtp", line: 2 } });
    expect(ruleOf("11.0.0.0")).toBeNull();
  });

  it("goes by the cdb, and knows its lines as long as the text is what it was made of", () => {
    const rules = '10.:allow,RELAYCLIENT=""\n';
    const current = clients({ rules, cdb: compiled(rules) });
    expect(current.rules.text).toEqual({ kind: "in force" });
    const record = current.addresses.pieces.records[1] ?? 0;
    expect(ruleAt(current, record)).toEqual({ key: "10.", line: { file: "tcp.smtp", line: 1 } });
    const stale = clients({ rules: ":deny\n", cdb: compiled(rules) });
    expect(stale.rules.text).toEqual({ kind: "not compiled yet" });
    expect(those("relays", stale)).toEqual(["10.0.0.0-10.255.255.255"]);
    expect(ruleAt(stale, record)).toEqual({ key: "10.", line: null });
  });

  it("is what a missing cdb comes to if tcprules can't parse the text", () => {
    const found = clients({ rules: '10.:allow,RELAYCLIENT=""\n:Allow\n' });
    expect(found.rules.text).toMatchObject({
      kind: "unparsable",
      failure: { line: 2, failure: "no-verdict" },
    });
    expect(those("dropped", found)).toEqual(everybody);
    const old = clients({ rules: ":Allow\n", cdb: compiled('10.:allow,RELAYCLIENT=""\n') });
    expect(those("relays", old)).toEqual(["10.0.0.0-10.255.255.255"]);
  });

  it("drops everybody without the file of -x, and lets everybody in with -X or without -x", () => {
    const path = "/etc/tcp.smtp.cdb";
    expect(those("dropped", clients({}))).toEqual(everybody);
    expect(those("allowed", clients({}, { rules: { path, whenMissing: "allow" } }))).toEqual(everybody);
    expect(those("allowed", clients({ rules: ":deny\n" }, { rules: null }))).toEqual(everybody);
  });

  it("hands on the RELAYCLIENT that tcpserver was started with, which no rule takes away", () => {
    const environment = new Map([["RELAYCLIENT", ""]]);
    const found = clients({ rules: ':allow\n10.:deny\n11.:allow,RELAYCLIENT="@x"\n' }, { environment });
    expect(
      [...clientRanges(found.addresses)].map(({ first, outcome }) => [first / 2 ** 24, outcome]),
    ).toEqual([
      [0, { kind: "relays", value: "" }],
      [10, { kind: "denied" }],
      [11, { kind: "relays", value: "@x" }],
      [12, { kind: "relays", value: "" }],
    ]);
    expect(those("relays", clients({}, { rules: null, environment }))).toEqual(everybody);
  });

  it("knows nothing without rules and run script", () => {
    expect(audit(configuration()).clients).toBeNull();
    expect(audit(configuration({ rules: "" })).clients).not.toBeNull();
  });

  it.each<[name: string, damage: (cdb: Uint8Array) => Uint8Array]>([
    ["no cdb at all", () => bytesOf("x".repeat(3000))],
    ["an empty file", () => new Uint8Array()],
    ["cut off", (cdb) => cdb.subarray(0, -8)],
    ["a record longer than the file", (cdb) => cdb.with(2048 + 6, 1)],
    ["a key changed", (cdb) => cdb.with(2048 + 8, 50)],
    ["a table elsewhere", (cdb) => cdb.map((byte, at) => (at < 2048 && at % 8 === 2 ? 255 : byte))],
  ])("can't tell who is let in by rules that are damaged: %s", (_name, damage) => {
    const found = clients({ cdb: damage(compiled('10.:allow,RELAYCLIENT=""\n11.:deny\n')) });
    expect(found.rules.effect.kind).toBe("damaged");
    expect(those("unknown", found)).toEqual(everybody);
  });
});

describe("rules for clients with a name or ident information", () => {
  const text = [
    '=:allow,RELAYCLIENT=""',
    "=.example:deny",
    "=.b.example:allow",
    '=pc.b.example:allow,RELAYCLIENT="@x"',
    "ann@10.0.0.1:deny",
    "bob@=pc.b.example:deny",
    "=.b.example:deny",
    // Nobody can have these.
    "=PC.example:allow",
    "pc.example:allow",
    "@.example:allow",
    "ann@10.0.0.:allow",
    "a b@10.0.0.1:allow",
    "=a..b:allow",
    "=a.:allow",
    "=\\101.example:allow",
    "=\\057.example:allow",
  ].join("\n");

  it("are in the order in which they're looked up, with their outcomes and lines", () => {
    const found = clients({ rules: text });
    expect(
      found.classes.map(({ members, outcomeIndex, record, reach }) => [
        members,
        found.addresses.outcomes[outcomeIndex],
        ruleAt(found, record)?.line?.line,
        reach,
      ]),
    ).toEqual([
      [{ kind: "user at address", user: "ann", address: 0x0a000001 }, { kind: "denied" }, 5, "clients"],
      [{ kind: "user at name", user: "bob", name: "pc.b.example" }, { kind: "denied" }, 6, "clients"],
      [{ kind: "name", name: "pc.b.example" }, { kind: "relays", value: "@x" }, 4, "clients"],
      [{ kind: "name", name: "\\057.example" }, { kind: "allowed" }, 16, "clients"],
      [{ kind: "suffix", suffix: ".b.example" }, { kind: "allowed" }, 3, "clients"],
      [{ kind: "suffix", suffix: ".example" }, { kind: "denied" }, 2, "clients"],
      [{ kind: "any name" }, { kind: "relays", value: "" }, 1, "clients"],
    ]);
    expect(found.dead.map((record) => ruleAt(found, record)?.key)).toEqual([
      "=PC.example",
      "pc.example",
      "@.example",
      "ann@10.0.0.",
      "a b@10.0.0.1",
      "=a..b",
      "=a.",
      "=\\101.example",
    ]);
  });

  it("reach nobody if tcpserver doesn't ask", () => {
    const reaches = (door: Partial<Door>) => clients({ rules: text }, door).classes.map(({ reach }) => reach);
    const [name, user] = ["no names", "no ident"];
    expect(reaches({ clientName: "unasked" })).toEqual(["clients", name, name, name, name, name, name]);
    expect(reaches({ asksIdent: false }).slice(0, 3)).toEqual([user, user, "clients"]);
  });
});

describe("what a stranger reaches", () => {
  const me = "mail.example\n";

  function reached(control: Partial<Record<ControlName, ByteString>>) {
    const { recipients } = audit(configuration({ control: { me, ...control } }));
    if (recipients === null) throw new Error("nothing known");
    return recipients;
  }

  it("is every domain without rcpthosts, whatever morercpthosts.cdb has", () => {
    expect(reached({}).reached).toBe("everything");
    const { cdb } = compileMorercpthosts(bytesOf("a.example\n"));
    const control = { ...configuration({ control: { me } }).control, "morercpthosts.cdb": file(cdb) };
    expect(audit({ ...configuration(), control }).recipients?.reached).toBe("everything");
  });

  it("is what rcpthosts lists, with the line that counts, and what of it can match", () => {
    const list =
      "# ours\nExample.ORG\n.example.net \nexample.org\na.example # main\n*.example\na@b.example\nc.example\r\n";
    const source = (line: number) => ({ file: "control/rcpthosts", line });
    expect(reached({ rcpthosts: list }).reached).toEqual([
      { text: "example.org", where: "rcpthosts", source: source(4), use: "matches" },
      { text: ".example.net", where: "rcpthosts", source: source(3), use: "matches" },
      { text: "a.example # main", where: "rcpthosts", source: source(5), use: "odd" },
      { text: "*.example", where: "rcpthosts", source: source(6), use: "odd" },
      { text: "a@b.example", where: "rcpthosts", source: source(7), use: "never" },
      { text: "c.example\r", where: "rcpthosts", source: source(8), use: "odd" },
    ]);
    expect(reached({ rcpthosts: "" }).reached).toEqual([]);
  });

  it("takes in what morercpthosts.cdb adds, with its lines if the text is what it was made of", () => {
    const text = "B.example\n.c.example\n";
    const { cdb } = compileMorercpthosts(bytesOf(text));
    const base = configuration({ control: { me, rcpthosts: "a.example\n" } });
    const with_ = (more: Configuration["control"]) =>
      audit({ ...base, control: { ...base.control, ...more } }).recipients;
    const current = with_({ "morercpthosts.cdb": file(cdb), morercpthosts: file(text) });
    const where = "morercpthosts.cdb";
    expect(current?.reached.slice(1)).toEqual([
      { text: "b.example", where, source: { file: "control/morercpthosts", line: 1 }, use: "matches" },
      { text: ".c.example", where, source: { file: "control/morercpthosts", line: 2 }, use: "matches" },
    ]);
    const stale = with_({ "morercpthosts.cdb": file(cdb), morercpthosts: file("d.example\n") });
    expect(stale?.reached.slice(1)).toEqual([
      { text: "b.example", where, source: null, use: "matches" },
      { text: ".c.example", where, source: null, use: "matches" },
    ]);
    // The domain is lowered before it's looked for, and nothing of the cdb is.
    const capitals = with_({ "morercpthosts.cdb": file(makeCdb([["B.example", ""]])) });
    expect(capitals?.reached.slice(1)).toEqual([{ text: "B.example", where, source: null, use: "never" }]);
    const junk = with_({ "morercpthosts.cdb": file("junk") });
    expect(junk?.reached).toHaveLength(1);
    expect(junk?.damaged).toEqual(bytesOf("junk"));
  });

  it("is an open relay where the percent hack is applied to mail that is let in", () => {
    const found = reached({
      rcpthosts: "a.example\n.example.net\n",
      percenthack: "A.example\nb.example\nx.example.net\nmail.example\n",
    });
    expect(found.percentHack.map(({ domain, source, letInBy }) => [domain, source.line, letInBy])).toEqual([
      ["a.example", 1, expect.objectContaining({ text: "a.example" })],
      ["b.example", 2, null],
      ["x.example.net", 3, expect.objectContaining({ text: ".example.net" })],
      ["mail.example", 4, "no at sign"],
    ]);
    expect(reached({ percenthack: "b.example\n" }).percentHack).toMatchObject([{ letInBy: "everything" }]);
  });

  it("takes addresses without @, and the server's own in brackets if its name is reached", () => {
    const found = reached({ rcpthosts: "mail.example\n" });
    expect(found.withoutAt).toEqual({ name: "mail.example", source: { file: "control/me", line: 1 } });
    expect(found.ownLiteral).toEqual({ ...found.withoutAt, isReached: true });
    const named = reached({
      rcpthosts: "mail.example\n",
      localiphost: "x.example\n",
      envnoathost: "y.example\n",
    });
    expect(named.withoutAt).toEqual({ name: "y.example", source: { file: "control/envnoathost", line: 1 } });
    expect(named.ownLiteral).toEqual({
      name: "x.example",
      source: { file: "control/localiphost", line: 1 },
      isReached: false,
    });
  });

  it("is nothing if no session can start", () => {
    expect(audit(configuration({ control: { rcpthosts: "" } })).recipients?.session).toBe("fails");
    expect(audit(configuration({ control: { rcpthosts: "", smtpgreeting: "x" } })).recipients?.session).toBe(
      "greets",
    );
    const folder = recipientsOf((path) => ({
      kind: "failed",
      error: path === "control/rcpthosts" ? "EISDIR" : "ENOENT",
    }));
    expect(folder).toMatchObject({ session: "fails", reached: [] });
  });

  it("isn't known without control/", () => {
    expect(audit(configuration({ rules: "" })).recipients).toBeNull();
  });
});
