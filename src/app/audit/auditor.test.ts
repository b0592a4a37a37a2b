import { expect, it } from "vitest";
import { bytesOf, decodeText } from "../../engine/bytes/index.ts";
import type { ServerFile } from "../../audit/index.ts";
import { Auditor } from "./auditor.ts";

const noProgress = () => undefined;

function file(part: ServerFile["part"], path: string, text: string): ServerFile {
  return { part, path, given: path, bytes: bytesOf(text), modifiedAt: null };
}

const control = (name: "me" | "locals" | "rcpthosts" | "morercpthosts", text: string) =>
  file(name, `control/${name}`, text);

function examining(...files: readonly ServerFile[]): Auditor {
  const auditor = new Auditor();
  auditor.examine({ files, isControlWhole: true, others: [] }, noProgress);
  return auditor;
}

const probe = {
  address: "192.0.2.7",
  name: null,
  info: null,
  sender: "a@b.example",
  recipient: "x@more.example",
};

it("goes a way that only compiles, by making the cdb that wasn't there", () => {
  const lists = [
    control("me", "mail.example\n"),
    control("locals", "mail.example\nmore.example\n"),
    control("rcpthosts", "mail.example\n"),
    control("morercpthosts", "more.example\n"),
  ];
  const auditor = examining(file("rules", "tcp.smtp", ":allow\n"), ...lists);
  const ways = auditor.ways(probe);
  if (ways.kind !== "found") throw new Error("no way was found");
  const compiling = ways.ways.find(({ hunks, steps }) => hunks.length === 0 && steps.length > 0);
  const changed = auditor.go(compiling?.index ?? -1);
  expect(changed.map(({ part, path }) => [part, path])).toEqual([
    ["morercpthosts.cdb", "control/morercpthosts.cdb"],
  ]);
  const after = examining(file("rules", "tcp.smtp", ":allow\n"), ...lists, ...changed);
  expect(after.ask(probe).delivery.kind).toBe("accepted");
});

it("compiles rules to the cdb that was given, to a new one, or not at all", () => {
  const rules = file("rules", "tcp.smtp", ":allow\n");
  const old = file("rulesCdb", "etc/old.cdb", "no cdb");
  expect(examining(rules, old).compile("rules")).toMatchObject([{ part: "rulesCdb", path: "etc/old.cdb" }]);
  expect(examining(rules).compile("rules")).toMatchObject([{ part: "rulesCdb", path: "tcp.smtp.cdb" }]);
  expect(examining(file("rules", "tcp.smtp", ":alow\n")).compile("rules")).toEqual([]);
});

it("compiles again what was compiled when its text is fixed", () => {
  const rules = file("rules", "tcp.smtp", '10.0.0:allow,RELAYCLIENT=""\n:allow\n');
  const [cdb] = examining(rules).compile("rules");
  if (cdb === undefined) throw new Error("no cdb was made");
  const changed = examining(rules, cdb).fixAll();
  expect(changed.map(({ part }) => part)).toEqual(["rules", "rulesCdb"]);
  expect(decodeText(changed[0]?.bytes ?? new Uint8Array())).toBe('10.0.0.:allow,RELAYCLIENT=""\n:allow\n');
  const after = examining(...changed);
  expect(after.ask({ ...probe, address: "10.0.0.1" }).admission?.kind).toBe("relays");
});
