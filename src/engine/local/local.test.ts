import { describe, expect, test } from "vitest";
import {
  bouncexf,
  didLine,
  getpw,
  lines,
  localReport,
  mboxBody,
  parseDotQmail,
  parsePasswd,
  qmesearch,
} from "./index.ts";

describe("an address belongs to", () => {
  const accounts = parsePasswd(
    "root:x:0:0:root:/root:/bin/sh\nalias:x:7790:2108::/var/qmail/alias:/bin/true\n" +
      "ann:x:1000:1000::/home/ann:/bin/sh\nann-b:x:1001:1001::/home/ann-b:/bin/sh\nbad line\n",
  );

  test.each<[local: string, user: string, dash: string, extension: string]>([
    ["ann", "ann", "", ""],
    ["Ann", "ann", "", ""],
    ["ann-", "ann", "-", ""],
    ["ann-list-x", "ann", "-", "list-x"],
    ["ann-b-c", "ann-b", "-", "c"],
    ["nobody", "alias", "-", "nobody"],
    ["root", "alias", "-", "root"],
    ["", "alias", "-", ""],
  ])("%j: user %s, %j and %j", (local, user, dash, extension) => {
    const addressee = getpw(local, accounts, () => true);
    expect([addressee?.account.name, addressee?.dash, addressee?.extension]).toEqual([user, dash, extension]);
  });

  test("alias, when the user doesn't own a home", () => {
    expect(getpw("ann", accounts, ({ name }) => name !== "ann")?.account.name).toBe("alias");
    expect(getpw("ann", [], () => true)).toBeNull();
  });
});

test("the .qmail files of an address are looked for from the nearest to the widest", () => {
  const names = (dash: string, extension: string) =>
    qmesearch(dash, extension).map(({ name, rest }) => (rest === null ? name : `${name}: ${rest}`));
  expect(names("", "")).toEqual([".qmail", ".qmaildefault: "]);
  expect(names("-", "a-B.c")).toEqual([".qmail-a-b:c", ".qmail-a-default: B.c", ".qmail-default: a-B.c"]);
  expect(names("-", "a-")).toEqual([".qmail-a-", ".qmail-a-default: ", ".qmail-default: a-"]);
  expect(names("-", "a-Default")[0]).toBe(".qmail-a-default: Default");
});

describe("a .qmail file", () => {
  test("has files, forwards and programs", () => {
    const parsed = parseDotQmail("# a\n./Maildir/ \n./Mailbox\n&bob@b\ncarl\n|true\n+list\n\n", "");
    expect(parsed).toEqual({
      kind: "instructions",
      list: [
        { kind: "maildir", path: "./Maildir/" },
        { kind: "mbox", path: "./Mailbox" },
        { kind: "forward", address: "bob@b" },
        { kind: "forward", address: "carl" },
        { kind: "program", command: "true" },
      ],
    });
    expect(parsed.kind === "instructions" ? didLine(parsed.list) : "").toBe("did 2+2+1\n");
  });

  test("that's empty is what qmail-start was told, and its first line mustn't be blank", () => {
    expect(parseDotQmail("", "./Maildir/")).toEqual({
      kind: "instructions",
      list: [{ kind: "maildir", path: "./Maildir/" }],
    });
    expect(parseDotQmail(" \n&bob", "./Maildir/")).toEqual({ kind: "blank first line" });
    expect(parseDotQmail("#\n", "./Maildir/")).toEqual({ kind: "instructions", list: [] });
  });
});

test("a delivery puts lines before the message", () => {
  expect(lines.from("a b@c", 0) + lines.returnPath("v@a@c") + lines.deliveredTo("ann@ours.example")).toBe(
    'From a-b@c Thu Jan 01 00:00:00 1970\nReturn-Path: <"v@a"@c>\nDelivered-To: ann@ours.example\n',
  );
  expect(lines.from("", 0)).toBe("From MAILER-DAEMON Thu Jan 01 00:00:00 1970\n");
});

test("in an mbox, lines like a From line get a mark", () => {
  expect(mboxBody("From a\n>From b\nFromage\nFrom c")).toBe(">From a\n>>From b\nFromage\n>From c\n\n");
  expect(mboxBody("")).toBe("\n");
});

test("a message loops if its header, not its body, has the same Delivered-To line", () => {
  const line = "Delivered-To: ann@ours.example\n";
  expect(bouncexf(`Subject: a\n${line}\nb\n`, line)).toBe(true);
  expect(bouncexf(line, line)).toBe(true);
  expect(bouncexf(`Subject: a\n\n${line}`, line)).toBe(false);
  expect(bouncexf(`\n${line}`, line)).toBe(false);
  expect(bouncexf("Delivered-To: bob@ours.example\n\n", line)).toBe(false);
});

test.each<[exitCode: number | null, report: string]>([
  [0, "Ksaid\n"],
  [100, "Dsaid\n"],
  [99, "Dsaid\n"],
  [111, "Zsaid\n"],
  [75, "Zsaid\n"],
  [126, "DUnable to run qmail-local.\n"],
  [null, "Zqmail-local crashed.\n"],
])("qmail-lspawn makes of exit code %s the report %j", (exitCode, report) => {
  expect(localReport(exitCode, "said\n\0more")).toBe(report);
});
