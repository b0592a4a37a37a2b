import { expect, it } from "vitest";
import { recognize } from "./recognize.ts";

function parts(...paths: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    recognize(paths).files.map(({ part, given, path }) => [part, `${given} is ${path}`]),
  );
}

it("knows the files of a server's root, with folders around it", () => {
  expect(
    parts(
      "backup/mail/etc/tcp.smtp",
      "backup/mail/etc/tcp.smtp.cdb",
      "backup/mail/var/qmail/control/rcpthosts",
      "backup/mail/service/qmail-smtpd/run",
      "backup/mail/service/qmail-smtpd/log/run",
    ),
  ).toEqual({
    rules: "backup/mail/etc/tcp.smtp is /etc/tcp.smtp",
    rulesCdb: "backup/mail/etc/tcp.smtp.cdb is /etc/tcp.smtp.cdb",
    rcpthosts: "backup/mail/var/qmail/control/rcpthosts is /var/qmail/control/rcpthosts",
    run: "backup/mail/service/qmail-smtpd/run is /service/qmail-smtpd/run",
  });
});

it("knows folders that were given side by side", () => {
  expect(parts("etc/tcp.smtp", "qmail/control/me", "qmail-smtpd/log/run", "qmail-smtpd/run")).toEqual({
    rules: "etc/tcp.smtp is /etc/tcp.smtp",
    me: "qmail/control/me is /var/qmail/control/me",
    run: "qmail-smtpd/run is run",
  });
});

it("knows bare names, which don't make control/ whole", () => {
  const found = recognize(["rcpthosts", "tcp.smtp", "notes.txt"]);
  expect(found.files.map(({ part, path }) => [part, path])).toEqual([
    ["rules", "tcp.smtp"],
    ["rcpthosts", "control/rcpthosts"],
  ]);
  expect(found.isControlWhole).toBe(false);
  expect(found.leftOver).toEqual([{ given: "notes.txt", why: "no part of it" }]);
});

it("tells of what nobody reads in control/, and knows that folder to be whole", () => {
  const found = recognize(["control/rcpthost", "control/me"]);
  expect([found.isControlWhole, found.others]).toEqual([true, ["rcpthost"]]);
});

it("takes each part once", () => {
  const { files, leftOver } = recognize(["a/tcp.smtp", "b/tcp.smtp"]);
  expect(files.map(({ given }) => given)).toEqual(["a/tcp.smtp"]);
  expect(leftOver).toEqual([{ given: "b/tcp.smtp", why: "another one is taken" }]);
});

it("leaves paths alone that lead out of what was given, and takes absolute ones as they are", () => {
  expect(parts("/etc/tcp.smtp", "./var/qmail/control/me")).toEqual({
    rules: "/etc/tcp.smtp is /etc/tcp.smtp",
    me: "./var/qmail/control/me is /var/qmail/control/me",
  });
  expect(recognize(["../../etc/tcp.smtp"])).toMatchObject({
    files: [],
    leftOver: [{ given: "../../etc/tcp.smtp", why: "leads out" }],
  });
});

it("takes the files of the folders that the run script gives envdir, beside it and below the root", () => {
  const found = (paths: readonly string[], folders: readonly string[]) =>
    recognize(paths, folders).files.map(({ part, given }) => `${part} is ${given}`);
  expect(found(["mine/run", "mine/env/RELAYCLIENT", "mine/env/.x", "mine/env/a/b"], ["env"])).toEqual([
    "run is mine/run",
    "envdir:env/RELAYCLIENT is mine/env/RELAYCLIENT",
  ]);
  expect(
    found(
      ["b/etc/tcp.smtp", "b/etc/qmail/env/A", "b/service/smtpd/run", "b/service/smtpd/env/B"],
      ["/etc/qmail/env", "/service/smtpd/env"],
    ),
  ).toEqual([
    "rules is b/etc/tcp.smtp",
    "run is b/service/smtpd/run",
    "envdir:/etc/qmail/env/A is b/etc/qmail/env/A",
    "envdir:/service/smtpd/env/B is b/service/smtpd/env/B",
  ]);
});
