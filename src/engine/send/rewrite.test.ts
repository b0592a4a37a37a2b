import { describe, expect, test } from "vitest";
import { bytesOf } from "../bytes/index.ts";
import { getcontrols, regetcontrols, type SendControls } from "./controls.ts";
import { rewrite, senderadd, stripvdomprepend } from "./rewrite.ts";

const files = {
  "control/me": "mail.ours.example\n",
  "control/locals": "ours.example\nmail.ours.example\nboth.example\n",
  "control/virtualdomains":
    "shop.example:shop\n.shop.example:sub\nno.shop.example:\nboth.example:both\nann@one.example:just-ann\n",
};

function source(texts: Readonly<Record<string, string>>): Parameters<typeof getcontrols>[0] {
  return {
    readFile: (path) => {
      const text = texts[path];
      return text === undefined
        ? { kind: "failed", error: "ENOENT" }
        : { kind: "read", bytes: bytesOf(text), origin: null };
    },
    note: null,
  };
}

function controlsOf(texts: Readonly<Record<string, string>>): SendControls {
  const controls = getcontrols(source(texts));
  if (controls === null) throw new Error("controls that can't be read");
  return controls;
}

describe("a recipient", () => {
  test.each<[recipient: string, channel: string, address: string, decidedBy: string]>([
    ["ann@ours.example", "local", "ann@ours.example", "in locals"],
    ["ann@OURS.example", "local", "ann@OURS.example", "in locals"],
    ["ann", "local", "ann@mail.ours.example", "in locals"],
    ["x@both.example", "local", "x@both.example", "in locals"],
    ["x@sub.ours.example", "remote", "x@sub.ours.example", "nowhere listed"],
    ["x@shop.example", "local", "shop-x@shop.example", "in virtualdomains"],
    ["x@a.shop.example", "local", "sub-x@a.shop.example", "in virtualdomains"],
    ["x@no.shop.example", "remote", "x@no.shop.example", "excepted in virtualdomains"],
    ["ann@one.example", "local", "just-ann-ann@one.example", "in virtualdomains"],
    ["bob@one.example", "remote", "bob@one.example", "nowhere listed"],
    ["v%dest.example@ours.example", "local", "v%dest.example@ours.example", "in locals"],
    ["v@dest.example@ours.example", "local", "v@dest.example@ours.example", "in locals"],
    ["dest.example!v", "local", "dest.example!v@mail.ours.example", "in locals"],
    ["x@", "remote", "x@", "nowhere listed"],
  ])("%s is %s as %s, since it's %s", (recipient, channel, address, decidedBy) => {
    const rewritten = rewrite(recipient, controlsOf(files).routing);
    expect([rewritten.channel, rewritten.address, rewritten.reasons.at(-1)?.kind]).toEqual([
      channel,
      address,
      decidedBy,
    ]);
  });

  test.each<[recipient: string, channel: string, address: string]>([
    ["v%dest.example@ours.example", "remote", "v@dest.example"],
    ["v%dest.example%ours.example@ours.example", "remote", "v@dest.example"],
    ["v%a%b@ours.example", "remote", "v%a@b"],
    ["ann@ours.example", "local", "ann@ours.example"],
    ["v%dest.example@mail.ours.example", "local", "v%dest.example@mail.ours.example"],
  ])("of a domain in percenthack, %s, is %s as %s", (recipient, channel, address) => {
    const { routing } = controlsOf({ ...files, "control/percenthack": "ours.example\n" });
    expect(rewrite(recipient, routing)).toMatchObject({ channel, address });
  });

  test("is caught by the empty key when nothing else matches", () => {
    const { routing } = controlsOf({ ...files, "control/virtualdomains": ":all\n" });
    expect(rewrite("x@any.example", routing)).toMatchObject({
      channel: "local",
      address: "all-x@any.example",
    });
  });
});

test("a HUP reads locals and virtualdomains again, and nothing else", () => {
  const controls = controlsOf(files);
  const changed = {
    "control/me": "mail.ours.example\n",
    "control/locals": "new.example\n",
    "control/percenthack": "new.example\n",
    "control/envnoathost": "new.example\n",
  };
  const reread = regetcontrols(source(changed), controls);
  if (reread.kind === "failed") throw new Error(reread.file);
  expect(rewrite("a@new.example", reread.routing).channel).toBe("local");
  expect(rewrite("x@shop.example", reread.routing).channel).toBe("remote");
  expect(rewrite("a%b@new.example", reread.routing).address).toBe("a%b@new.example");
  expect(rewrite("a", reread.routing).address).toBe("a@mail.ours.example");
});

test("after a HUP without locals, the only local name is the me of the start", () => {
  const controls = controlsOf({ "control/me": "old.example\n", "control/locals": "x.example\n" });
  const reread = regetcontrols(source({ "control/me": "new.example\n" }), controls);
  if (reread.kind === "failed") throw new Error(reread.file);
  expect(rewrite("a@old.example", reread.routing).channel).toBe("local");
  expect(rewrite("a@new.example", reread.routing).channel).toBe("remote");
});

test("without locals, me is the only local name; without me too, qmail-send doesn't start", () => {
  const { routing } = controlsOf({ "control/me": "me.example\n" });
  expect(rewrite("a@me.example", routing).channel).toBe("local");
  expect(getcontrols(source({}))).toBeNull();
});

test("what virtualdomains has put before an address is taken off for people", () => {
  const { routing } = controlsOf(files);
  expect(stripvdomprepend("shop-x@shop.example", routing)).toBe("x@shop.example");
  expect(stripvdomprepend("x@shop.example", routing)).toBe("x@shop.example");
  expect(stripvdomprepend("ann@ours.example", routing)).toBe("ann@ours.example");
  expect(stripvdomprepend("ann", routing)).toBe("ann");
});

test("the sender of a list is made for each recipient", () => {
  expect(senderadd("list-owner-@ours.example-@[]", "bob@dest.example")).toBe(
    "list-owner-bob=dest.example@ours.example",
  );
  expect(senderadd("joe@there.example", "bob@dest.example")).toBe("joe@there.example");
});
