import { expect, it } from "vitest";
import { perform } from "../../runs/perform.ts";
import { output, screen, session, smallWorld, type } from "../../world.test-kit.ts";

function serving(program: string) {
  const world = smallWorld({ mail: { "/service/smtpd/down": "" } });
  type(world, "mail", `tcpserver -R -H -l 0 0 25 ${program}`);
  return world;
}

// ucspi-tcp-0.88 recordio.c record
it("recordio tells what both say, and passes it on", () => {
  const world = serving("recordio qmail-smtpd");
  expect(session(world, "pc", "telnet mail.test 25", "NOOP", "QUIT").slice(3)).toEqual([
    "220 mail.test ESMTP",
    "NOOP",
    "250 ok",
    "QUIT",
    "221 mail.test",
    "Connection closed by foreign host.",
  ]);
  expect(screen(world, "mail").slice(1)).toEqual([
    "1007 > 220 mail.test ESMTP\r ",
    "1007 < NOOP\r ",
    "1007 > 250 ok\r ",
    "1007 < QUIT\r ",
    "1007 > 221 mail.test\r ",
    "1007 > [EOF]",
  ]);
});

it("recordio marks a piece that no newline ends, and the client's end", () => {
  expect(output(smallWorld(), "echo -n a | recordio cat").map((line) => line.replace(/\d+/, "N"))).toEqual([
    "N < a+",
    "N < [EOF]",
    "N > a+",
    "aN > [EOF]",
  ]);
});

it("recordio cuts what comes at once in pieces of 256 bytes", () => {
  const world = smallWorld({ mail: { "/x": "y".repeat(300) } });
  expect(output(world, "recordio cat < /x > /out").map((line) => line.length)).toEqual([
    "1005 < ".length + 257,
    "1005 < ".length + 45,
    "1005 < [EOF]".length,
    "1005 > ".length + 257,
    "1005 > ".length + 45,
    "1005 > [EOF]".length,
  ]);
});

it.each([
  ["a\nb\r\nc\r\rd\n", "a\r\nb\r\nc\r\rd\r\n"],
  ["\n\n", "\r\n\r\n"],
  [`${"x".repeat(255)}\r\n`, `${"x".repeat(255)}\r\n`],
  [`${"x".repeat(256)}\n`, `${"x".repeat(256)}\r\n`],
])("fixcrio makes of %j %j", (text, fixed) => {
  const world = smallWorld({ mail: { "/x": text } });
  output(world, "fixcrio cat < /x > /out");
  const node = world.hosts.get("mail")?.files.nodes.get("/out");
  expect(node?.kind === "file" ? String.fromCharCode(...node.bytes) : null).toBe(fixed);
});

it("fixcrio lets a client with bare newlines talk to qmail-smtpd", () => {
  const world = serving("fixcrio qmail-smtpd");
  const lines = ["QUIT"];
  expect(perform(world, { smtp: { host: "pc", to: "mail.test", port: 25, lines } })).toEqual({
    kind: "done",
  });
  expect(screen(world, "pc")).toEqual(["220 mail.test ESMTP", "QUIT", "221 mail.test"]);
});

it("says how it's used, and which program isn't there", () => {
  expect(output(smallWorld(), "recordio; echo $?", "fixcrio no; echo $?")).toEqual([
    "recordio: usage: recordio program [ arg ... ]",
    "100",
    "fixcrio: fatal: unable to run no: file does not exist",
    "111",
  ]);
});
