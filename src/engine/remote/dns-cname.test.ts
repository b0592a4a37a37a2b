import { describe, expect, test } from "vitest";
import type { Answer } from "../program/index.ts";
import { dns_cname, type CanonicalName } from "./dns-cname.ts";

const found = (...values: readonly string[]): Answer => ({ kind: "found", values, aliases: [] });
const noSuchName: Answer = { kind: "no such name" };

/** What becomes of a domain where DNS says this, and what DNS was asked for. */
function follow(domain: string, answers: Readonly<Record<string, Answer>>) {
  const asked: string[] = [];
  const following = dns_cname(domain);
  let step = following.next();
  while (step.done !== true) {
    asked.push(step.value);
    step = following.next(answers[step.value] ?? noSuchName);
  }
  return { canonical: step.value, asked };
}

describe("a domain's real name is", () => {
  const answers: Readonly<Record<string, Answer>> = {
    "plain.example": found("MX 10 mx.plain.example", "A 192.0.2.1"),
    "big.example": { kind: "found", values: ["TXT x"], aliases: [], bytes: 513 },
    "just.example": { kind: "found", values: ["TXT x"], aliases: [], bytes: 512 },
    "www.example": found("CNAME plain.example"),
    "old.example": found("CNAME www.example"),
    "round.example": found("CNAME round.example"),
    "alias-of-big.example": { kind: "found", values: ["CNAME big.example"], aliases: [], bytes: 600 },
    "broken.example": { kind: "temporary failure", why: "servfail" },
    "silent.example": { kind: "temporary failure", why: "timeout" },
    "empty.example": { kind: "no data" },
  };
  const trouble: CanonicalName = { kind: "trouble" };
  const itself = (text: string): CanonicalName => ({ kind: "name", name: text, isAlias: false });
  const alias = (text: string): CanonicalName => ({ kind: "name", name: text, isAlias: true });

  test.each<[domain: string, canonical: CanonicalName]>([
    ["plain.example", itself("plain.example")],
    ["nowhere.example", itself("nowhere.example")],
    ["empty.example", itself("empty.example")],
    ["just.example", itself("just.example")],
    ["[192.0.2.1]", itself("[192.0.2.1]")],
    ["", itself("")],
    ["plain.example.", alias("plain.example")],
    ["www.example", alias("plain.example")],
    ["old.example", alias("plain.example")],
    ["round.example", alias("round.example")],
    ["big.example", trouble],
    ["alias-of-big.example", trouble],
    ["broken.example", trouble],
    ["silent.example", trouble],
  ])("of %j: %j", (domain, canonical) => {
    expect(follow(domain, answers).canonical).toEqual(canonical);
  });

  test("asked for alias by alias, at most ten times", () => {
    expect(follow("old.example", answers).asked).toEqual(["old.example", "www.example", "plain.example"]);
    expect(follow("round.example", answers).asked).toHaveLength(10);
    expect(follow("[192.0.2.1]", answers).asked).toEqual([]);
  });
});
