import { expect, it } from "vitest";
import { bytesOf } from "../engine/bytes/index.ts";
import { reachedDomains } from "./reached-domains.ts";

const reached = (text: string) => reachedDomains({ kind: "read", bytes: bytesOf(text), origin: null });

it.each([
  ["", []],
  ["Example.ORG\n.example.net \n", ["example.org", ".example.net"]],
  ["# a comment\n\nexample.org", ["example.org"]],
  ["example.org # main\n two.example\n*.example\na@b.example\n", []],
])("%j opens %j", (text, domains) => {
  expect(reached(text)).toEqual(domains);
});

it("is everything without the file", () => {
  expect(reachedDomains({ kind: "failed", error: "ENOENT" })).toBe("everything");
});

it("is null for a file that can't be read", () => {
  expect(reachedDomains({ kind: "failed", error: "EISDIR" })).toBeNull();
});
