import { expect, it } from "vitest";
import { rangeText } from "../audit/index.ts";
import { replay, type Action } from "../world/index.ts";
import { clientsThat } from "./doors.ts";
import { lessonFiles, lessonOf } from "./course.test-kit.ts";

const { start } = lessonOf(lessonFiles).lesson;
const everybody = ["0.0.0.0-255.255.255.255"];
const office = ["192.168.5.0-192.168.5.255"];

function sh(line: string): Action {
  return { shell: { host: "mail", line } };
}

function rules(text: string, cdb = "/etc/tcp.smtp.cdb"): readonly Action[] {
  return [{ edit: { host: "mail", file: "/tmp/rules", text } }, sh(`tcprules ${cdb} /etc/tmp < /tmp/rules`)];
}

const open = rules(':allow,RELAYCLIENT=""\n', "/etc/x.cdb");
const closed = rules('192.168.5.:allow,RELAYCLIENT=""\n10.:deny\n:allow\n');

function run(exec: string): readonly Action[] {
  const text = `#!/bin/sh\n${exec} 2>&1\n`;
  return [{ edit: { host: "mail", file: "/service/smtpd/run", text } }, sh("svc -t /service/smtpd")];
}

it.each<readonly [string, string, readonly string[]]>([
  ["the rules in force", "exec tcpserver -v -x /etc/tcp.smtp.cdb 0 smtp /var/qmail/bin/qmail-smtpd", office],
  ["the rules of another file", "exec tcpserver -v -x /etc/x.cdb 0 smtp qmail-smtpd", everybody],
  ["the last -x", "exec tcpserver -x /etc/x.cdb -x /etc/tcp.smtp.cdb 0 25 qmail-smtpd", office],
  ["a path from the service's folder", "cd /etc; exec tcpserver -x x.cdb 0 25 qmail-smtpd", everybody],
  ["no rules", "exec tcpserver 0 25 qmail-smtpd", []],
  ["rules that aren't there", "exec tcpserver -x /etc/none.cdb 0 25 qmail-smtpd", []],
  [
    "RELAYCLIENT from the script",
    "export RELAYCLIENT=; exec tcpserver -x /etc/tcp.smtp.cdb 0 25 qmail-smtpd",
    ["0.0.0.0-9.255.255.255", "11.0.0.0-255.255.255.255"],
  ],
  [
    "RELAYCLIENT behind tcpserver",
    "exec tcpserver -x /etc/tcp.smtp.cdb 0 25 env RELAYCLIENT= qmail-smtpd",
    ["0.0.0.0-9.255.255.255", "11.0.0.0-255.255.255.255"],
  ],
  ["a list in between", "exec tcpserver -x /etc/x.cdb 0 25 rblsmtpd -r bl.example qmail-smtpd", everybody],
  ["another port", "exec tcpserver -x /etc/x.cdb 0 2525 qmail-smtpd", everybody],
  ["no server at all", "exec sleep 1000000", []],
  ["a server for something else", "exec tcpserver -x /etc/x.cdb 0 7 cat", []],
])("may relay by %s", (_name, exec, expected) => {
  const world = replay(start, [...open, ...closed, ...run(exec)]);
  const ranges = clientsThat("relays", world, "mail").map(rangeText);
  expect(ranges.toSorted()).toEqual(expected);
});

it("are hung up on by what is in force, not by what a file says that nobody reads", () => {
  const exec = "exec tcpserver -x /etc/tcp.smtp.cdb 0 25 qmail-smtpd";
  const denied = (actions: readonly Action[]) =>
    clientsThat("denied", replay(start, actions), "mail").map(rangeText);
  expect(denied([...closed, ...run(exec)])).toEqual(["10.0.0.0-10.255.255.255"]);
  expect(denied([...open, ...closed, ...run("exec tcpserver -x /etc/x.cdb 0 25 qmail-smtpd")])).toEqual([]);
});
