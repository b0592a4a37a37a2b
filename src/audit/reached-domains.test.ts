import { expect, it } from "vitest";
import { bytesOf } from "../engine/bytes/index.ts";
import { makeCdb } from "../engine/cdb/index.ts";
import type { FileRead } from "../engine/program/index.ts";
import { reachedDomains } from "./reached-domains.ts";

const none: FileRead = { kind: "failed", error: "ENOENT" };
const file = (bytes: Uint8Array): FileRead => ({ kind: "read", bytes, origin: null });
const reached = (text: string) => reachedDomains({ rcpthosts: file(bytesOf(text)), morercpthostsCdb: none });

it.each([
  ["", []],
  ["Example.ORG\n.example.net \n", ["example.org", ".example.net"]],
  ["# a comment\n\nexample.org", ["example.org"]],
  ["example.org # main\n two.example\n*.example\na@b.example\n", []],
])("%j opens %j", (text, domains) => {
  expect(reached(text)).toEqual(domains);
});

it("is everything without the file", () => {
  expect(reachedDomains({ rcpthosts: none, morercpthostsCdb: file(makeCdb([["a.example", ""]])) })).toBe(
    "everything",
  );
});

it("is null for a file that can't be read", () => {
  expect(
    reachedDomains({ rcpthosts: { kind: "failed", error: "EISDIR" }, morercpthostsCdb: none }),
  ).toBeNull();
});

it("takes in what morercpthosts.cdb adds, unless that is broken", () => {
  const rcpthosts = file(bytesOf("a.example\n"));
  const more = file(makeCdb([[".b.example", ""]]));
  expect(reachedDomains({ rcpthosts, morercpthostsCdb: more })).toEqual(["a.example", ".b.example"]);
  expect(reachedDomains({ rcpthosts, morercpthostsCdb: file(bytesOf("junk")) })).toEqual(["a.example"]);
});
