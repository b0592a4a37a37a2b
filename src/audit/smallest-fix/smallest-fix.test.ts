import { describe, expect, it } from "vitest";
import { addressNumber } from "../addresses.ts";
import { given, runWith, type Given } from "../findings/findings.test-kit.ts";
import {
  obstacleWords,
  parseRange,
  smallestFix,
  type CandidateFix,
  type Probe,
  type SmallestFix,
  type Wanted,
} from "../index.ts";

const stranger: Probe = {
  address: "198.51.100.66",
  name: null,
  info: null,
  sender: "joe@elsewhere.example",
  recipient: "bob@elsewhere.example",
};

type Outcome = Extract<Wanted, { kind: "probe" }>["outcome"];

function fixFor(files: Given, outcome: Outcome, probe: Partial<Probe>): SmallestFix {
  return smallestFix(given(files), { kind: "probe", probe: { ...stranger, ...probe }, outcome });
}

function fixForSet(files: Given, ...ranges: readonly string[]): SmallestFix {
  const wanted = ranges.map((text) => parseRange(text)).filter((range) => range !== null);
  expect(wanted).toHaveLength(ranges.length);
  return smallestFix(given(files), { kind: "relay set", ranges: wanted });
}

/** Each edit as `file:line -removes +inserts`, then the steps. */
function told({ fixes, steps }: CandidateFix): readonly string[] {
  const edits = fixes.flatMap(({ file, edits: all }) =>
    all.map(({ line, removes, inserts }) => `${file}:${line} -${removes} +${inserts.join(" | ")}`),
  );
  return [...edits, ...steps];
}

function first(fix: SmallestFix): CandidateFix {
  if (fix.kind !== "found") throw new Error(JSON.stringify(fix));
  return fix.candidates[0];
}

function mildest(fix: SmallestFix): CandidateFix {
  if (fix.kind !== "found") throw new Error(JSON.stringify(fix));
  return fix.mildest;
}

function all(fix: SmallestFix): readonly string[] {
  return fix.kind === "found" ? fix.candidates.map((one) => told(one).join(", ")) : [];
}

function effects({ sideEffects }: CandidateFix): readonly string[] {
  return sideEffects.map(({ kind, words }) => `${kind}: ${words}`);
}

const control = { me: "mail.a.example\n", locals: "a.example\n", rcpthosts: "a.example\n" };
const lan = '192.168.5.:allow,RELAYCLIENT=""\n';
const customer = { address: "192.0.2.7" };

describe("a client that is to relay", () => {
  const files: Given = { rules: `${lan}# the others\n:allow\n`, control };

  it("needs nothing if it may", () => {
    expect(fixFor(files, "accepted", { address: "192.168.5.9" })).toEqual({ kind: "none needed" });
  });

  it("gets a rule in front of the one for everybody else, and nothing else changes", () => {
    const fix = mildest(fixFor(files, "accepted", customer));
    expect(told(fix)).toEqual(['/etc/tcp.smtp:2 -0 +192.0.2.7:allow,RELAYCLIENT=""', "compile rules"]);
    expect(fix.size).toEqual({ lines: 1, bytes: 31 });
    expect(effects(fix)).toEqual([]);
  });

  it("has smaller ways, whose harm is told", () => {
    const fix = fixFor(files, "accepted", customer);
    if (fix.kind !== "found") throw new Error();
    const opened = fix.candidates.find((one) => told(one)[0] === '/etc/tcp.smtp:3 -1 +:allow,RELAYCLIENT=""');
    expect(opened?.sideEffects.slice(0, 2).map(({ kind, words }) => [kind, words])).toEqual([
      ["opens the relay", "this opens the relay to everyone"],
      ["lets relay", "0.0.0.0-192.0.2.6 can relay now"],
    ]);
    const listed = fix.candidates.find((one) => told(one)[0] === "control/rcpthosts:2 -0 +elsewhere.example");
    expect(listed === undefined ? [] : effects(listed)).toEqual([
      "opens a foreign domain: mail for elsewhere.example is accepted now",
    ]);
  });

  it("is let in by the rule beside, made wider", () => {
    const beside = { rules: '192.0.2.1-6:allow,RELAYCLIENT=""\n:allow\n', control };
    const fix = first(fixFor(beside, "accepted", customer));
    expect(told(fix)).toEqual(['/etc/tcp.smtp:1 -1 +192.0.2.1-7:allow,RELAYCLIENT=""', "compile rules"]);
    expect([fix.size, effects(fix)]).toEqual([{ lines: 1, bytes: 2 }, []]);
  });

  it.each([
    ['192.0.2:allow,RELAYCLIENT=""', '192.0.2.:allow,RELAYCLIENT=""'],
    ['192.0.2.0/28:allow,RELAYCLIENT=""', '192.0.2.0-15:allow,RELAYCLIENT=""'],
    ['192.0.2.7:allow, RELAYCLIENT=""', '192.0.2.7:allow,RELAYCLIENT=""'],
    ['192.0.2.:allow,relayclient=""', '192.0.2.:allow,RELAYCLIENT=""'],
  ])("has its faulty rule %s mended", (faulty, mended) => {
    const fix = fixFor({ rules: `${faulty}\n:allow\n`, control }, "accepted", customer);
    expect(all(fix)).toContain(`/etc/tcp.smtp:1 -1 +${mended}, compile rules`);
  });

  it("is no longer shadowed by the narrower rule that goes", () => {
    const shadowed = { rules: '192.0.2.7:deny\n192.0.2.:allow,RELAYCLIENT=""\n:allow\n', control };
    expect(all(fixFor(shadowed, "accepted", customer))).toContain("/etc/tcp.smtp:1 -1 +, compile rules");
  });

  it("needs no edit where only tcprules hasn't run", () => {
    const stale = { rules: `192.0.2.7:allow,RELAYCLIENT=""\n:allow\n`, cdb: ":allow\n", control };
    const fix = first(fixFor(stale, "accepted", customer));
    expect([told(fix), fix.size.lines, effects(fix)]).toEqual([["compile rules"], 0, []]);
  });

  it("is told of all that compiling a stale text brings", () => {
    const stale = { rules: `203.0.113.:allow,RELAYCLIENT=""\n:allow\n`, cdb: ":allow\n", control };
    const fix = fixFor(stale, "accepted", customer);
    if (fix.kind !== "found") throw new Error();
    const added = fix.candidates.find((one) => told(one)[0]?.includes("-0 +192.0.2.7:"));
    expect(added === undefined ? [] : effects(added)).toEqual([
      "lets relay: 203.0.113.0-203.0.113.255 can relay now",
    ]);
  });

  it("has the line mended first that tcprules can't read", () => {
    const broken = { rules: '10.:Allow\n192.0.2.7:allow,RELAYCLIENT=""\n', cdb: ":allow\n", control };
    expect(told(first(fixFor(broken, "accepted", customer)))).toContain("/etc/tcp.smtp:1 -1 +10.:allow");
  });

  it("relays by the rules that the server is told to read", () => {
    const unread = { rules: '192.0.2.7:allow,RELAYCLIENT=""\n', control, run: runWith("-H -R") };
    const fix = fixFor(unread, "accepted", customer);
    expect(all(fix)).toContain(
      "run:2 -1 +exec tcpserver -x /etc/tcp.smtp.cdb -H -R 0 smtp /var/qmail/bin/qmail-smtpd 2>&1, restart",
    );
  });

  it("with a user's rule in its way loses that rule, or gets it mended", () => {
    const byUser = { rules: 'ann@192.0.2.7:deny\n192.0.2.:allow,RELAYCLIENT=""\n', control };
    const fix = fixFor(byUser, "accepted", { ...customer, info: "ann" });
    expect(all(fix)).toEqual([
      "/etc/tcp.smtp:1 -1 +, compile rules",
      '/etc/tcp.smtp:1 -1 +ann@192.0.2.7:allow,RELAYCLIENT="", compile rules',
    ]);
    expect(effects(first(fix))).toEqual([]);
  });
});

describe("mail from strangers", () => {
  it("for a domain of this host needs its line in rcpthosts", () => {
    const files = { rules: ":allow\n", control: { ...control, locals: "a.example\nb.example\n" } };
    const fix = first(fixFor(files, "accepted", { recipient: "bob@b.example" }));
    expect(told(fix)).toEqual(["control/rcpthosts:2 -0 +b.example"]);
    expect(effects(fix)).toEqual(["opens a domain: mail for b.example is accepted now"]);
  });

  it("reaches a domain whose entry is mended", () => {
    const files = { rules: ":allow\n", control: { ...control, rcpthosts: "a.example\n@b.example\n" } };
    const fix = fixFor(files, "accepted", { recipient: "bob@b.example" });
    expect(told(first(fix))).toEqual(["control/rcpthosts:2 -1 +b.example"]);
  });

  it("reaches a domain that qmail-newmrh only has to compile", () => {
    const files = { rules: ":allow\n", control: { ...control, morercpthosts: "b.example\n" } };
    const fix = fixFor(files, "accepted", { recipient: "bob@b.example" });
    expect(told(first(fix))).toEqual(["compile morercpthosts"]);
  });

  it("comes in again when everybody else isn't hung up on", () => {
    const fix = fixFor({ rules: `${lan}:deny\n`, control }, "accepted", { recipient: "bob@a.example" });
    expect(all(fix)).toContain("/etc/tcp.smtp:2 -1 +:allow, compile rules");
  });

  it("is taken from a sender whom badmailfrom no longer lists, however often it did", () => {
    const files = { control: { ...control, badmailfrom: "@elsewhere.example\n@Elsewhere.example\n" } };
    const fix = fixFor({ ...files, rules: "" }, "accepted", { recipient: "bob@a.example" });
    expect(told(first(fix))).toEqual(["control/badmailfrom:1 -2 +"]);
    expect(effects(first(fix))).toEqual([
      "lets in: mail from everybody at elsewhere.example is accepted now",
    ]);
  });
});

describe("a stranger who is to be refused", () => {
  it("loses the rule that lets everybody relay, and it's told who loses it too", () => {
    const open = { rules: ':allow,RELAYCLIENT=""\n', control };
    const fix = fixFor(open, "refused", {});
    expect(all(fix)).toContain("/etc/tcp.smtp:1 -1 +:allow, compile rules");
    const closed =
      fix.kind === "found" ? fix.candidates.find((one) => told(one)[0]?.endsWith("+:allow")) : undefined;
    expect(closed?.sideEffects[0]?.kind).toBe("takes relaying");
  });

  it("at the edge of a range leaves it narrower", () => {
    const range = { rules: '198.51.100.60-66:allow,RELAYCLIENT=""\n:allow\n', control };
    const fix = first(fixFor(range, "refused", {}));
    expect(told(fix)).toEqual(['/etc/tcp.smtp:1 -1 +198.51.100.60-65:allow,RELAYCLIENT=""', "compile rules"]);
    expect(effects(fix)).toEqual([]);
  });

  it("no longer reaches the domain that goes from rcpthosts, and nobody else does", () => {
    const files = { rules: ":allow\n", control: { ...control, rcpthosts: "a.example\nelsewhere.example\n" } };
    const fix = fixFor(files, "refused", {});
    const removed =
      fix.kind === "found"
        ? fix.candidates.find((one) => told(one)[0] === "control/rcpthosts:2 -1 +")
        : undefined;
    expect(removed === undefined ? [] : effects(removed)).toEqual([
      "refuses mail: mail for elsewhere.example is refused now",
    ]);
  });

  it("finds rcpthosts with what is hosted where there was none", () => {
    const files = { rules: ":allow\n", control: { me: "mail.a.example\n", locals: "a.example\n" } };
    expect(all(fixFor(files, "refused", {}))).toContain("control/rcpthosts:1 -0 +a.example");
  });

  it("loses a RELAYCLIENT that the run script hands to everybody", () => {
    const run = runWith("-x /etc/tcp.smtp.cdb -H -R", { before: "export RELAYCLIENT=\n" });
    const fix = fixFor({ rules: ":allow\n", control, run }, "refused", {});
    expect(all(fix)).toContain("run:2 -1 +, restart");
  });

  it("who must not get in is hung up on by a rule of its own", () => {
    const fix = mildest(fixFor({ rules: `${lan}:allow\n`, control }, "kept out", {}));
    expect(told(fix)).toEqual(["/etc/tcp.smtp:2 -0 +198.51.100.66:deny", "compile rules"]);
    expect(effects(fix)).toEqual([]);
  });
});

describe("no edit does it", () => {
  it.each<[string, Given, Outcome, Partial<Probe>, string]>([
    ["without a text of the rules", { cdb: ":allow\n" }, "kept out", {}, "no text of rules"],
    ["with a damaged cdb alone", { cdb: new Uint8Array(100) }, "accepted", {}, "no text of rules"],
    [
      "without -x, where inetd starts the server",
      {
        rules: "",
        run: "smtp stream tcp nowait qmaild /var/qmail/bin/tcp-env tcp-env /var/qmail/bin/qmail-smtpd\n",
      },
      "kept out",
      {},
      "no rules read",
    ],
    ["without control/", { rules: ":allow\n" }, "accepted", {}, "no control"],
    [
      "without a name of the server",
      { rules: "", control: { rcpthosts: "" } },
      "accepted",
      {},
      "no greeting",
    ],
    [
      "with a recipient that no session takes",
      { rules: "", control },
      "accepted",
      { recipient: `${"a".repeat(1000)}@a.example` },
      "reply",
    ],
    ["for what is no address", { rules: "", control }, "accepted", { address: "192.0.2" }, "no address"],
  ])("%s", (_, files, outcome, probe, obstacle) => {
    const fix = fixFor(files, outcome, probe);
    expect(fix.kind === "impossible" ? fix.obstacles.map(({ kind }) => kind) : fix).toEqual([obstacle]);
  });
});

it("says why in words", () => {
  const fix = fixFor({ rules: "", control }, "accepted", { address: "192.0.2" });
  expect(fix.kind === "impossible" ? fix.obstacles.map(obstacleWords) : fix).toEqual([
    "a client has a dotted-decimal IPv4 address, and this is none",
  ]);
});

describe("a wanted relay set", () => {
  it("keeps the rules and remarks that agree, and adds what is missing", () => {
    const files = { rules: `# office\n${lan}192.168.5.66:deny\n\n:allow\n`, control };
    const fix = first(
      fixForSet(files, "192.168.5.0-192.168.5.65", "192.168.5.67-192.168.5.255", "10.0.0.0/25"),
    );
    expect(told(fix)).toEqual(['/etc/tcp.smtp:5 -0 +10.0.0.0-127:allow,RELAYCLIENT=""', "compile rules"]);
    expect(effects(fix)).toEqual([]);
  });

  it("closes a rule that lets others relay, and the one for everybody else", () => {
    const files = { rules: `203.0.113.:allow,RELAYCLIENT=""\n${lan}:allow,RELAYCLIENT=""\n`, control };
    const fix = first(fixForSet(files, "192.168.5.0/24"));
    expect(told(fix)).toEqual([
      "/etc/tcp.smtp:1 -1 +203.0.113.:allow",
      "/etc/tcp.smtp:3 -1 +:allow",
      "compile rules",
    ]);
  });

  it("narrows a range in which somebody may not relay", () => {
    const files = { rules: '10.0.0.0-9:allow,RELAYCLIENT=""\n', control };
    expect(told(first(fixForSet(files, "10.0.0.0-10.0.0.7")))).toEqual([
      '/etc/tcp.smtp:1 -1 +10.0.0.0-7:allow,RELAYCLIENT=""',
      "compile rules",
    ]);
  });

  it("closes a rule for names, which anybody could have", () => {
    const files = { rules: `${lan}=.a.example:allow,RELAYCLIENT=""\n`, control };
    const fix = first(fixForSet(files, "192.168.5.0/24"));
    expect(fix.size.lines).toBe(1);
    expect(told(fix)[0]).toMatch(/^\/etc\/tcp\.smtp:2 -1/);
  });

  it("of 100,000 rules is found by trying few", () => {
    const lines = Array.from({ length: 100_000 }, (_, index) => {
      const address = [10, index >>> 16, (index >>> 8) & 255, index & 255].join(".");
      return `${address}:allow,RELAYCLIENT=""\n`;
    });
    const last = (addressNumber("10.0.0.0") ?? 0) + 99_999;
    const fix = smallestFix(given({ rules: lines.join(""), control }), {
      kind: "relay set",
      ranges: [
        { first: last - 99_999, last: last - 1 },
        { first: 1, last: 1 },
      ],
    });
    const toRelay = fixFor({ rules: lines.join(""), control }, "accepted", customer);
    expect(told(first(fix))).toEqual([
      '/etc/tcp.smtp:100000 -1 +0.0.0.1:allow,RELAYCLIENT=""',
      "compile rules",
    ]);
    expect(all(toRelay)).toContain('/etc/tcp.smtp:100001 -0 +192.0.2.7:allow,RELAYCLIENT="", compile rules');
  });
});
