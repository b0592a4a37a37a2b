import { describe, expect, test } from "vitest";
import { bytesOf } from "../bytes/index.ts";
import type { Environment, FileRead } from "../program/index.ts";
import { compileRules } from "../tcprules/index.ts";
import type { Note } from "../trace/index.ts";
import {
  admit,
  connectionEnvironment,
  dns_domain_todot,
  endLine,
  pidLine,
  statusLine,
  verdictLine,
  type Connection,
  type RulesOption,
} from "./index.ts";

const connection: Connection = {
  localIp: "127.0.0.1",
  localPort: 2525,
  localHost: "mail.example.org",
  remoteIp: "127.0.0.2",
  remotePort: 54313,
  remoteHost: null,
  remoteInfo: null,
};

function option(read: FileRead, whenMissing: RulesOption["whenMissing"] = "drop"): RulesOption {
  return { path: "tcp.smtp.cdb", read, whenMissing };
}

function rulesOption(text: string): RulesOption {
  const compilation = compileRules(bytesOf(text));
  if (compilation.kind !== "compiled") throw new Error(compilation.kind);
  return option({ kind: "read", bytes: compilation.cdb, origin: null });
}

const ignore = () => undefined;
const nothing: Environment = new Map();

describe("the environment of a connection", () => {
  test("has all that is known", () => {
    const known = { ...connection, remoteHost: "client.example.net", remoteInfo: "joe" };
    expect([...connectionEnvironment(known, new Map([["PATH", "/bin"]]))]).toEqual([
      ["PATH", "/bin"],
      ["PROTO", "TCP"],
      ["TCPLOCALIP", "127.0.0.1"],
      ["TCPLOCALPORT", "2525"],
      ["TCPLOCALHOST", "mail.example.org"],
      ["TCPREMOTEIP", "127.0.0.2"],
      ["TCPREMOTEPORT", "54313"],
      ["TCPREMOTEHOST", "client.example.net"],
      ["TCPREMOTEINFO", "joe"],
    ]);
  });

  test("loses what tcpserver was started with where nothing is known", () => {
    const inherited = new Map([
      ["TCPREMOTEHOST", "forged"],
      ["TCPREMOTEINFO", "forged"],
      ["RELAYCLIENT", ""],
    ]);
    const environment = connectionEnvironment(connection, inherited);
    expect(environment.has("TCPREMOTEHOST")).toBe(false);
    expect(environment.has("TCPREMOTEINFO")).toBe(false);
    expect(environment.get("RELAYCLIENT")).toBe("");
  });
});

describe("a connection", () => {
  test("is let in without -x, and nothing is looked up", () => {
    const notes: Note[] = [];
    expect(admit(connection, nothing, null, (note) => notes.push(note)).verdict).toBe("allow");
    expect(notes).toEqual([]);
  });

  test("gets the variables of its rule, of two settings the last", () => {
    const admission = admit(
      connection,
      nothing,
      rulesOption('127.:allow,A="1",RELAYCLIENT="",A="2"'),
      ignore,
    );
    const expected = new Map([
      ...connectionEnvironment(connection, nothing),
      ["A", "2"],
      ["RELAYCLIENT", ""],
    ]);
    expect(admission).toEqual({ verdict: "allow", environment: expected });
  });

  test("keeps an inherited RELAYCLIENT, which no rule can take away", () => {
    const admission = admit(connection, new Map([["RELAYCLIENT", ""]]), rulesOption(":allow"), ignore);
    expect(admission.verdict === "allow" && admission.environment.get("RELAYCLIENT")).toBe("");
  });

  test("is denied by a rule that says so", () => {
    expect(admit(connection, nothing, rulesOption('127.0.0.2:deny,X="y"\n:allow'), ignore)).toEqual({
      verdict: "deny",
    });
  });

  test.each([
    [option({ kind: "failed", error: "ENOENT" }), "file does not exist", "missing"],
    [option({ kind: "failed", error: "EACCES" }), "access denied", "corrupt"],
    [option({ kind: "failed", error: "EACCES" }, "allow"), "access denied", "corrupt"],
    [option({ kind: "read", bytes: bytesOf("junk"), origin: null }), "protocol error", "corrupt"],
    [option({ kind: "read", bytes: new Uint8Array(), origin: null }), "invalid argument", "corrupt"],
  ])("is dropped when the rules can't be read (%#)", (rules, why, found) => {
    const notes: Note[] = [];
    expect(admit(connection, nothing, rules, (note) => notes.push(note))).toEqual({
      verdict: "drop",
      warning: `tcpserver: warning: dropping connection, unable to read tcp.smtp.cdb: ${why}\n`,
    });
    expect(notes).toEqual([
      { kind: "rules-file", file: "tcp.smtp.cdb", found, upstream: "tcpserver.c doit" },
    ]);
  });

  test("is let in with -X when the rules aren't there", () => {
    const rules = option({ kind: "failed", error: "ENOENT" }, "allow");
    expect(admit(connection, nothing, rules, ignore).verdict).toBe("allow");
  });

  test("kills its process when the rules are a folder", () => {
    const rules = option({ kind: "failed", error: "EISDIR" });
    expect(admit(connection, nothing, rules, ignore)).toEqual({ verdict: "crash", signal: 11 });
  });

  test("notes the rules file before the keys looked up in it", () => {
    const notes: Note[] = [];
    admit(connection, nothing, rulesOption(":allow"), (note) => notes.push(note));
    expect(notes.map((note) => note.kind)).toEqual([
      "rules-file",
      ...Array.from({ length: 5 }, () => "rule-tried"),
      "rule-decided",
    ]);
  });
});

// Lines logged by tcpserver of ucspi-tcp 0.88-7, 2026-11-22.
describe("the log", () => {
  test("has the lines of tcpserver -v", () => {
    expect(statusLine({ count: 1, limit: 40 })).toBe("tcpserver: status: 1/40\n");
    expect(pidLine(16936, "127.0.0.2")).toBe("tcpserver: pid 16936 from 127.0.0.2\n");
    expect(verdictLine("ok", 16936, connection)).toBe(
      "tcpserver: ok 16936 mail.example.org:127.0.0.1:2525 :127.0.0.2::54313\n",
    );
    expect(endLine(17004, 25600)).toBe("tcpserver: end 17004 status 25600\n");
  });

  test("shows unsafe bytes as question marks and cuts fields at 100 bytes", () => {
    const strange = {
      ...connection,
      localHost: null,
      remoteHost: "a b%c:d\xe9\x7f",
      remoteInfo: "x".repeat(101),
    };
    expect(verdictLine("deny", 7, strange)).toBe(
      `tcpserver: deny 7 :127.0.0.1:2525 a?b?c?d??:127.0.0.2:${"x".repeat(100)}...:54313\n`,
    );
    expect(verdictLine("ok", 7, { ...connection, remoteInfo: "y".repeat(100) })).toContain(
      `${"y".repeat(100)}...:`,
    );
    expect(verdictLine("ok", 7, { ...connection, remoteInfo: "z".repeat(99) })).toContain(
      `:${"z".repeat(99)}:54313`,
    );
  });
});

test("a name from DNS is lowered, and strange bytes in it are octal", () => {
  expect(dns_domain_todot(["Mail", "EXAMPLE", "Org"])).toBe("mail.example.org");
  expect(dns_domain_todot(["a.b", "x y", "\xe9_-"])).toBe("a\\056b.x\\040y.\\351_-");
  expect(dns_domain_todot([])).toBe(".");
});
