import { expect, it } from "vitest";
import { filesOf } from "./trace.ts";

const upstream = "somewhere";

it("names each file once that decisions were made by", () => {
  const source = { file: "/etc/hosts.allow", line: 1 };
  const tried = { kind: "access-tried", upstream, source, daemon: "tcp-env", mismatch: "client" } as const;
  expect(
    filesOf([
      { kind: "rules-file", upstream, file: "/etc/tcp.smtp.cdb", found: "read" },
      tried,
      { ...tried, source: { ...source, line: 2 } },
      { kind: "control-read", upstream, file: "/c/me", found: "missing", value: null, entries: null },
      { kind: "environment-read", upstream, name: "RELAYCLIENT", value: null },
    ]),
  ).toEqual(["/etc/tcp.smtp.cdb", "/etc/hosts.allow", "/c/me"]);
});
