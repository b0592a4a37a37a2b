import { describe, expect, test } from "vitest";
import { filesIn, mailWorld, record, send } from "../../mail.test-kit.ts";
import { content, output } from "../../world.test-kit.ts";
import type { World } from "../../world.ts";

/** A world in which ann's .qmail file has these lines, after a message to her from joe. */
function withLines(...lines: readonly string[]): World {
  const world = mailWorld({ mail: { "/home/ann/.qmail": lines.map((line) => `${line}\n`).join("") } });
  send(world, "ann@ours.example", { text: "Subject: x" });
  return world;
}

/** What became of the delivery to ann. */
function delivery(world: World): string {
  const line = record(world).find((one) => one.startsWith("delivery 1: ")) ?? "";
  return line.slice("delivery 1: ".length).replace(/qp_\d+/, "qp_QP");
}

const bobs = (world: World) => filesIn(world, "mail", "/home/bob/Maildir/new");
const anns = (world: World) => filesIn(world, "mail", "/home/ann/Maildir/new");

describe("bouncesaying", () => {
  test("bounces with its words, if its program says so", () => {
    expect(delivery(withLines("|bouncesaying 'Go away'"))).toBe("failure: Go_away/");
    expect(delivery(withLines("|bouncesaying 'Go away' true"))).toBe("failure: Go_away/");
    const world = withLines('|bouncesaying no [ "$SENDER" = joe ]', "./Maildir/");
    expect(delivery(world)).toBe("success: did_1+0+1/");
    expect(anns(world)).toHaveLength(1);
    expect(delivery(withLines("|bouncesaying no sh -c 'exit 111'"))).toBe(
      "deferral: bouncesaying:_fatal:_temporary_child_error/",
    );
    expect(delivery(withLines("|bouncesaying no no-such-program", "./Maildir/"))).toBe("success: did_1+0+1/");
  });
});

describe("condredirect", () => {
  test("sends the message elsewhere instead, if its program says so", () => {
    const world = withLines("|condredirect bob@ours.example grep -q '^Subject: x'", "./Maildir/");
    expect(delivery(world)).toBe("success: condredirect:_qp_QP/did_0+0+1/");
    expect(anns(world)).toEqual([]);
    expect(bobs(world)[0]).toMatch(
      /^Return-Path: <joe@there\.example>\nDelivered-To: bob@ours\.example\nReceived: .*\nDelivered-To: ann@ours\.example\n/,
    );
    const kept = withLines("|condredirect bob@ours.example grep -q '^Subject: y'", "./Maildir/");
    expect([anns(kept).length, bobs(kept).length]).toEqual([1, 0]);
  });

  test("needs the variables of qmail-local", () => {
    const line = "echo | condredirect bob true; echo $?";
    expect(output(mailWorld(), line)).toEqual(["condredirect: fatal: SENDER not set", "100"]);
    expect(output(mailWorld(), `export SENDER=x; ${line}`)).toEqual([
      "condredirect: fatal: DTLINE not set",
      "100",
    ]);
  });
});

test("except turns the answer of a program round", () => {
  expect(delivery(withLines("|except grep -q '^Subject: x'", "./Maildir/"))).toBe("failure: ");
  expect(delivery(withLines("|except grep -q '^Subject: y'", "./Maildir/"))).toBe("success: did_1+0+1/");
  expect(delivery(withLines("|bouncesaying no except grep -q '^Subject: x'"))).toBe("success: did_0+0+1/");
});

test("forward sends the message on, as from the owner of a list if there's one", () => {
  const world = withLines("|forward bob@ours.example x@dest.example");
  expect(delivery(world)).toBe("success: forward:_qp_QP/did_0+0+1/");
  expect(bobs(world)).toHaveLength(1);
  expect(content(world, "dest", "/var/mail/x@dest.example")).toContain("Return-Path: <joe@there.example>");
  const list = mailWorld({
    mail: { "/home/ann/.qmail-list": "|forward x@dest.example\n", "/home/ann/.qmail-list-owner": "&ann\n" },
  });
  send(list, "ann-list@ours.example");
  expect(content(list, "dest", "/var/mail/x@dest.example")).toContain(
    "Return-Path: <ann-list-owner@ours.example>",
  );
});

test("preline puts the lines before the message that tell its way", () => {
  const world = withLines(
    "|preline cat > all",
    "|preline -fr -d -D cat > last",
    "|preline sh -c 'exit 99'",
    "|false",
  );
  expect(delivery(world)).toBe("success: did_0+0+3/");
  expect(content(world, "mail", "/home/ann/all")).toMatch(
    /^From joe@there\.example Tue Nov 24 09:00:01 2026\nReturn-Path: <joe@there\.example>\nDelivered-To: ann@ours\.example\nReceived: /,
  );
  expect(content(world, "mail", "/home/ann/last")).toMatch(/^Delivered-To: ann@ours\.example\nReceived: /);
  expect(output(world, "echo | preline cat; echo $?")).toEqual([
    "preline: usage: preline cmd [ arg ... ]",
    "100",
  ]);
});

test("programs are told of the delivery by their environment", () => {
  const world = mailWorld({
    mail: {
      "/home/ann/.qmail-a-default":
        '|echo "$USER $HOME $LOCAL $EXT $EXT2 $EXT3 $EXT4 $DEFAULT $HOST $HOST2 $HOST3 $HOST4 $NEWSENDER" > seen\n',
      "/var/qmail/control/locals": "a.b.ours.example\n",
      "/var/qmail/control/rcpthosts": "",
      "/etc/passwd": "ann:x:1000:1000::/home/ann:/bin/sh\nalias:x:7790:2108::/var/qmail/alias:/bin/true\n",
    },
  });
  output(world, "echo | qmail-inject -f '' ann-A-b.c-d@a.b.ours.example");
  expect(content(world, "mail", "/home/ann/seen")).toBe(
    "ann /home/ann ann-A-b.c-d A-b.c-d b.c-d d  b.c-d a.b.ours.example a.b.ours a.b a \n",
  );
});

test("maildirmake makes a maildir for whoever runs it", () => {
  const world = mailWorld();
  expect(
    output(
      world,
      "cd /home/bob",
      "su bob -c 'maildirmake Box; ls Box; maildirmake Box; maildirmake x/y; maildirmake'",
    ),
  ).toEqual([
    "cur",
    "new",
    "tmp",
    "maildirmake: fatal: unable to mkdir Box: file already exists",
    "maildirmake: fatal: unable to mkdir x/y: file does not exist",
    "maildirmake: usage: maildirmake name",
  ]);
});

test("they say how it's used", () => {
  expect(output(mailWorld(), "bouncesaying", "condredirect x", "except")).toEqual([
    "bouncesaying: usage: bouncesaying error [ program [ arg ... ] ]",
    "condredirect: usage: condredirect newaddress program [ arg ... ]",
    "except: usage: except program [ arg ... ]",
  ]);
});
