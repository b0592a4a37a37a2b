import { expect, it } from "vitest";
import { shellKeys, smtpKeys } from "./quick-keys.ts";

const files = ["/var/qmail/control/rcpthosts", "/etc/tcp.smtp", "/service/qmail-smtpd/run"];

it("are whole commands on the files that the lesson shows", () => {
  expect(shellKeys(files, () => true)).toEqual([
    { title: "tcprules", line: "tcprules /etc/tcp.smtp.cdb /etc/tcp.smtp.tmp < /etc/tcp.smtp" },
    { title: "restart qmail-smtpd", line: "svc -t /service/qmail-smtpd" },
    { title: "cat rcpthosts", line: "cat /var/qmail/control/rcpthosts" },
    { title: "cat tcp.smtp", line: "cat /etc/tcp.smtp" },
    { title: "cat run", line: "cat /service/qmail-smtpd/run" },
    { title: "ls", line: "ls" },
    { title: "help", line: "help" },
  ]);
});

it("are none of commands that the host doesn't have", () => {
  const keys = shellKeys(files, (command) => command !== "tcprules" && command !== "svc");
  expect(keys.map(({ title }) => title)).toEqual(["cat rcpthosts", "cat tcp.smtp", "cat run", "ls", "help"]);
  expect(shellKeys([], () => true).map(({ line }) => line)).toEqual(["ls", "help"]);
});

it("leave the cursor of a mail command where its address goes", () => {
  expect(
    smtpKeys.map(({ line, cursor }) => `${line.slice(0, cursor)}|${line.slice(cursor ?? line.length)}`),
  ).toEqual(["HELO |", "MAIL FROM:<|>", "RCPT TO:<|>"]);
});
