import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { compileSandbox } from "./compile-sandbox.ts";
import { begin } from "../../world/index.ts";
import { session } from "../../world/world.test-kit.ts";

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

it("says who is who as it is: Ann may relay, Dial-up may not yet, and a stranger can't call the office", () => {
  const compiled = compileSandbox(files);
  const begun = compiled?.kind === "loaded" ? begin(compiled.value.start) : null;
  if (begun?.kind !== "begun") throw new Error("no sandbox");
  const { world } = begun;
  const isRefused = (host: string): boolean =>
    session(world, host, "swaks -s mail.yourdomain.example -t bob@elsewhere.example -q RCPT").some((line) =>
      line.includes(" 553 sorry"),
    );
  expect(["ann", "customer", "rosa"].map(isRefused)).toEqual([false, true, true]);
  expect(session(world, "stranger", "ping -c 1 192.168.5.10").at(-1)).toContain(" 0 received");
  session(world, "ann", "swaks -s mail.yourdomain.example -t bob@elsewhere.example");
  session(world, "mx", "swaks -s mail.yourdomain.example -t ann@yourdomain.example");
  expect(session(world, "elsewhere", "mail")[1]).toBe('"/var/mail/bob@elsewhere.example": 1 message 1 new');
  expect(session(world, "mail", "mail -u ann")[1]).toBe('"/home/ann/Maildir": 1 message 1 new');
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
