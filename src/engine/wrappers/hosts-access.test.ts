import { describe, expect, it } from "vitest";
import { bytesOf } from "../bytes/index.ts";
import type { FileRead } from "../program/index.ts";
import type { Note } from "../trace/index.ts";
import { eval_client, hosts_access, request_init, type Asking, type Reply } from "./index.ts";

interface Case {
  readonly allow?: string | FileRead;
  readonly deny?: string | FileRead;
  readonly client?: string;
  /** The client's name, and the server's. */
  readonly name?: Reply;
  readonly serverName?: string;
  readonly user?: string;
}

/** What the two tables make of a client, 192.168.1.5 unless it's another. */
function decide({ allow, deny, client = "192.168.1.5", name, serverName, user }: Case) {
  const log: string[] = [];
  const notes: Note[] = [];
  const asked: string[] = [];
  const connection = {
    daemon: "tcp-env",
    processId: 77,
    clientAddress: client,
    serverAddress: "192.168.1.1",
  };
  const request = request_init(connection, {
    log: (text) => log.push(text),
    note: (note) => notes.push(note),
  });
  const answered = <T>(asking: Asking<T>): T => {
    let step = asking.next();
    while (step.done !== true) {
      const question = step.value;
      asked.push(question.kind === "name" ? question.address : `user ${question.timeoutSeconds}`);
      if (question.kind === "user") step = asking.next({ value: user ?? "unknown", warning: null });
      else if (question.address === client) step = asking.next(name ?? { value: "unknown", warning: null });
      else step = asking.next({ value: serverName ?? "unknown", warning: null });
    }
    return step.value;
  };
  const access = {
    allow: { file: "/etc/hosts.allow", read: fileOf(allow) },
    deny: { file: "/etc/hosts.deny", read: fileOf(deny) },
  };
  const verdict = answered(hosts_access(request, access));
  const askedByRules = [...asked];
  return {
    verdict,
    log,
    notes,
    asked: askedByRules,
    variables: request.variables,
    client: answered(eval_client(request)),
  };
}

function fileOf(table: string | FileRead | undefined): FileRead {
  if (typeof table === "object") return table;
  if (table === undefined) return { kind: "failed", error: "ENOENT" };
  return { kind: "read", bytes: bytesOf(table), origin: null };
}

// The verdicts are those of tcpdmatch of Debian's tcpd 7.6.q-32, 2026-11-24. (It also takes 10.0.0.0/8, which 7.6 does not.)
describe("a client that hosts.deny would refuse", () => {
  it.each([
    "tcp-env: 192.168.1.5\n",
    "tcp-env: 192.168.1.\n",
    "TCP-ENV: 192.168.1.\n",
    "ALL: ALL\n",
    "all : all\n",
    "other, tcp-env other: 10.0.0.1,\t192.168.1.5\n",
    "tcp-env: ALL EXCEPT 10.\n",
    "tcp-env: ALL EXCEPT 192.168. EXCEPT 192.168.1.5\n",
    "ALL EXCEPT other: ALL\n",
    "tcp-env: 192.168.0.0/255.255.0.0\n",
    "tcp-env: 0xc0.168.1.0/255.255.255.0\n",
    "tcp-env: 0300.168.1.0/255.255.255.0\n",
    "tcp-env: 10.0.0.1, \\\n 192.168.1.5\n",
    "tcp-env: UNKNOWN\n",
    " # x: y\ntcp-env: ALL\n",
    "qmail-smtpd: 192.168.1.5\ntcp-env: 192.168.1.5\n",
    "tcp-env 192.168.1.5\ntcp-env: 192.168.1.5\n",
    "tcp-env: 192.168.1.5\r\n",
  ])("is let in by %j", (allow) => {
    expect(decide({ allow, deny: "ALL: ALL\n" }).verdict).toBe("allow");
  });

  it.each([
    "",
    "tcp-env: 192.168.1\n",
    "tcp-env: 192.168.1.50\n",
    "tcp-env: 192.168.10.\n",
    "tcp-env: ALL EXCEPT 192.168.1.\n",
    "ALL EXCEPT tcp-env: ALL\n",
    "EXCEPT: ALL\n",
    "tcp-env: 192.168.1.5/255.255.255.255\n",
    "tcp-env: 192.168.1.5/255.255.0.0\n",
    "# a \\\ntcp-env: 192.168.1.5\n",
    "tcp-env: 192.168.1.5",
    "tcp-env 192.168.1.5\n",
    "qmail-smtpd: 192.168.1.5\n",
    "smtp: 192.168.1.5\n",
    "/var/qmail/bin/tcp-env: 192.168.1.5\n",
    "tcp-env: KNOWN\n",
    "tcp-env: LOCAL\n",
    "tcp-env: PARANOID\n",
    "tcp-env: @grp\n",
    "tcp-env:\n",
    ": ALL\n",
    "tcp-env: joe@192.168.1.5\n",
  ])("isn't let in by %j", (allow) => {
    expect(decide({ allow, deny: "ALL: ALL\n" }).verdict).toBe("deny");
  });

  it.each([
    ["192.168.1.5: setenv = X: allow", "allow"],
    ["192.168.1.5: setenv = X", "deny"],
    ["10.0.0.1", "allow"],
  ])("is treated as hosts.deny's options say: %s", (rule, verdict) => {
    expect(decide({ allow: "x: y\n", deny: `tcp-env: ${rule}\n` }).verdict).toBe(verdict);
  });
});

// The verdicts and errors are those of tcpdmatch of Debian's tcpd 7.6.q-32, 2026-11-24.
describe("options", () => {
  it.each<readonly [string, readonly (readonly [string, string])[]]>([
    ["setenv = RELAYCLIENT", [["RELAYCLIENT", ""]]],
    ["setenv=RELAYCLIENT", [["RELAYCLIENT", ""]]],
    ["setenv RELAYCLIENT @fixme", [["RELAYCLIENT", "@fixme"]]],
    ["SetEnv = A b c ", [["A", "b c"]]],
    // A classic: the two quotes get into the variable, and so behind each recipient's address.
    ['setenv = RELAYCLIENT ""', [["RELAYCLIENT", '""']]],
    ['setenv = RELAYCLIENT = ""', [["RELAYCLIENT", '= ""']]],
    ["setenv = A b\\:c", [["A", "b:c"]]],
    [
      "setenv = A 1: setenv = B 2: allow",
      [
        ["A", "1"],
        ["B", "2"],
      ],
    ],
    ["setenv = A %a-%d-%%-%p-%n", [["A", "192.168.1.5-tcp-env-%-77-unknown"]]],
    ["umask 22: nice: nice -5: linger 3: keepalive: severity mail.info: severity debug: rfc931", []],
  ])("%s", (options, variables) => {
    const decided = decide({ allow: `tcp-env: ALL: ${options}\n` });
    expect(decided).toMatchObject({ verdict: "allow", log: [], variables });
  });

  it.each([
    ['RELAYCLIENT=""', 'bad option name: "RELAYCLIENT"'],
    ['allow,RELAYCLIENT=""', 'bad option name: "allow,RELAYCLIENT"'],
    ['setenv = RELAYCLIENT=""', "memory allocation failure"],
    ["setenv", 'option "setenv" requires value'],
    ["setenv==X", "memory allocation failure"],
    ["setenv = = X", "memory allocation failure"],
    ["setenv = X :", "missing option name"],
    ["", "missing option name"],
    ["= x", "missing option name"],
    ["allow: setenv = X", 'option "allow" must be at end'],
    ["allow yes", 'option "allow" requires no value'],
    ["umask 9", 'bad umask value: "9"'],
    ["nice x", 'bad nice value: "x"'],
    ["linger -1", 'bad linger value: "-1"'],
    ["rfc931 0", 'bad rfc931 timeout: "0"'],
    ["severity mail.bogus", 'bad syslog facility or severity: "bogus"'],
    ["severity info.mail", 'bad syslog facility or severity: "info"'],
    ["twist /bin/echo no", 'option "twist" is not supported here'],
    ["spawn (/bin/echo %h)", 'option "spawn" is not supported here'],
    ["user nobody", 'option "user" is not supported here'],
  ])("refuse the client by an error: %s", (options, why) => {
    const decided = decide({ allow: `#\ntcp-env: ALL: ${options}\n` });
    expect(decided).toMatchObject({
      verdict: "deny",
      log: [`error: /etc/hosts.allow, line 2: ${why}`],
    });
    expect(decided.notes.at(-1)).toMatchObject({ kind: "access-decided", verdict: "deny", trouble: why });
  });

  it("deny in hosts.allow", () => {
    expect(decide({ allow: "ALL: ALL: deny\n" })).toMatchObject({ verdict: "deny", log: [] });
  });

  it("warn of a percent sign with a letter that stands for nothing", () => {
    expect(decide({ allow: "ALL: ALL: setenv A %z\n" })).toMatchObject({
      log: ["warning: /etc/hosts.allow, line 1: unrecognized %z"],
      variables: [["A", ""]],
    });
  });

  it("put underscores for bytes of a name that a shell might take for more", () => {
    const name = { value: "a b;c.example", warning: null };
    expect(decide({ allow: "ALL: ALL: setenv A %h\n", name }).variables).toEqual([["A", "a_b_c.example"]]);
  });
});

describe("a name", () => {
  const ann = { value: "Ann.Office.Example", warning: null };
  const forged = { value: "paranoid", warning: "host name/address mismatch: 1.2.3.4 != x.example" };
  it.each<readonly [string, Reply, "allow" | "deny"]>([
    ["ann.office.example", ann, "allow"],
    [".office.example", ann, "allow"],
    [".example", ann, "allow"],
    [".ann.office.example", ann, "deny"],
    ["office.example", ann, "deny"],
    ["ann.", ann, "allow"],
    ["KNOWN", ann, "allow"],
    ["UNKNOWN", ann, "deny"],
    ["PARANOID", ann, "deny"],
    ["LOCAL", ann, "deny"],
    ["LOCAL", { value: "ann", warning: null }, "allow"],
    ["PARANOID", forged, "allow"],
    ["KNOWN", forged, "deny"],
    ["LOCAL", forged, "deny"],
    [".x.example", forged, "deny"],
  ])("for %s, of %o: %s", (clients, name, verdict) => {
    expect(decide({ allow: `tcp-env: ${clients}\n`, deny: "ALL: ALL\n", name }).verdict).toBe(verdict);
  });

  it("isn't looked up for addresses", () => {
    const allow = "tcp-env: 10.0.0.1, 10.2., 10.0.0.0/255.0.0.0\nother: .example\n";
    expect(decide({ allow }).asked).toEqual([]);
  });

  it("is looked up once, and the warning about it names the line that asked", () => {
    const decided = decide({ allow: "tcp-env: 10.\ntcp-env: .a\ntcp-env: .b, .c\n", name: forged });
    expect(decided.asked).toEqual(["192.168.1.5"]);
    expect(decided.log).toEqual([`warning: /etc/hosts.allow, line 2: ${forged.warning}`]);
    expect(decided.client).toBe("192.168.1.5");
  });

  it("of the server can be asked for behind the daemon's", () => {
    const allow = "tcp-env@relay.example: ALL\n";
    const deny = "ALL: ALL\n";
    expect(decide({ allow, deny, serverName: "relay.example" })).toMatchObject({
      verdict: "allow",
      asked: ["192.168.1.1"],
    });
    expect(decide({ allow, deny, serverName: "mail.example" }).verdict).toBe("deny");
    expect(decide({ allow: "tcp-env@192.168.1.1: ALL\n", deny }).verdict).toBe("allow");
  });
});

describe("a user", () => {
  it("is asked for where the host is right, and is told with the client from then on", () => {
    const decided = decide({ allow: "tcp-env: joe@10., joe@192.168.1.5\n", deny: "ALL: ALL\n", user: "joe" });
    expect(decided).toMatchObject({ verdict: "allow", asked: ["user 10"], client: "joe@192.168.1.5" });
  });

  it("is asked for as long as rfc931 says", () => {
    expect(decide({ allow: "ALL: ALL: rfc931 3\n", user: "joe" }).asked).toEqual(["user 3"]);
  });
});

describe("the log", () => {
  it.each<readonly [Case, readonly string[]]>([
    [
      { allow: "\n\n tcp-env\nx: y" },
      [
        'warning: /etc/hosts.allow, line 3: missing ":" separator',
        "warning: /etc/hosts.allow, line 3: missing newline or line too long",
      ],
    ],
    [
      { deny: "tcp-env: \\\n 10.0.0.0/8\n" },
      ["warning: /etc/hosts.deny, line 2: bad net/mask expression: 10.0.0.0/8"],
    ],
    [{ deny: "tcp-env: @grp\n" }, ["warning: /etc/hosts.deny, line 1: netgroup support is disabled"]],
    [
      { allow: { kind: "failed", error: "EACCES" } },
      ["warning: cannot open /etc/hosts.allow: Permission denied"],
    ],
    [{ allow: { kind: "failed", error: "EISDIR" } }, []],
  ])("of %o", (tables, log) => {
    expect(decide(tables).log).toEqual(log);
  });
});

it("notes each line that it looks at, and the one that decides", () => {
  const upstream = "hosts_access.c table_match";
  const file = "/etc/hosts.allow";
  const allow = "qmail-smtpd: ALL\ntcp-env: 10.\ntcp-env: 192.: setenv = RELAYCLIENT\n";
  expect(decide({ allow }).notes).toEqual([
    { kind: "access-tried", source: { file, line: 1 }, daemon: "tcp-env", mismatch: "daemon", upstream },
    { kind: "access-tried", source: { file, line: 2 }, daemon: "tcp-env", mismatch: "client", upstream },
    { kind: "access-tried", source: { file, line: 3 }, daemon: "tcp-env", mismatch: null, upstream },
    {
      kind: "access-decided",
      source: { file, line: 3 },
      verdict: "allow",
      variables: [["RELAYCLIENT", ""]],
      trouble: null,
      upstream: "hosts_access.c hosts_access",
    },
  ]);
  expect(decide({}).notes).toEqual([
    expect.objectContaining({ kind: "access-decided", source: null, verdict: "allow", variables: [] }),
  ]);
});
