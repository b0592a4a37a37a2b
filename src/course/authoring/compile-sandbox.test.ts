import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { compileSandbox } from "./compile-sandbox.ts";
import { begin } from "../../world/index.ts";

const read = (path: string) => readFileSync(new URL(`../../../lessons/${path}`, import.meta.url), "utf8");
const files = new Map([
  ["worlds/common.yaml", read("worlds/common.yaml")],
  ["sandbox/sandbox.md", read("sandbox/sandbox.md")],
  ["sandbox/start/mail/etc/tcp.smtp", read("sandbox/start/mail/etc/tcp.smtp")],
]);

it("makes a world that begins, with nothing to reach in it", () => {
  const compiled = compileSandbox(files);
  if (compiled?.kind !== "loaded") throw new Error(JSON.stringify(compiled));
  const { goals, consoles, start } = compiled.value;
  expect([goals, consoles[0]?.host]).toEqual([[], "mail"]);
  expect(begin(start).kind).toBe("begun");
});

it("is null where there's none", () => {
  expect(compileSandbox(new Map())).toBeNull();
});

it.each([
  ["title: The sandbox\n", "", "lessons/sandbox/sandbox.md:2: title: "],
  ["world: common", "world: other", "lessons/sandbox/sandbox.md:1: there is no world other"],
  ["host: rosa", "host: rose", "lessons/sandbox/sandbox.md:1: there is no host rose in common"],
  ["---\nid", "id", "lessons/sandbox/sandbox.md:1: expected front matter"],
])("with %j as %j says what is wrong", (before, after, message) => {
  const changed = new Map(files).set("sandbox/sandbox.md", read("sandbox/sandbox.md").replace(before, after));
  const compiled = compileSandbox(changed);
  const [trouble] = compiled?.kind === "failed" ? compiled.troubles : [];
  expect(`${trouble?.file ?? ""}:${String(trouble?.line)}: ${trouble?.message ?? ""}`).toContain(message);
});
