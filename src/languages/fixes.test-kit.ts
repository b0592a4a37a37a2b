import fc from "fast-check";
import { expect } from "vitest";
import { applyFix } from "./fixes.ts";
import type { Diagnostic, Fix, Language } from "./language.ts";

/** What each fix of a text's problems is called and makes of it, by the problem: `id: title => text`. */
export function fixesOf(language: Language, text: string): string[] {
  return language
    .diagnose(text)
    .flatMap(({ id, fixes }) => fixes.map((fix) => `${id}: ${fix.title} => ${applyFix(text, fix)}`));
}

/** Applies each fix of a text: its problem must be gone, nothing else be touched, and no new error be there. */
export function expectSoundFixes(language: Language, text: string): void {
  const before = language.diagnose(text);
  for (const diagnostic of before) {
    for (const fix of diagnostic.fixes) {
      const fixed = applyFix(text, fix);
      const after = language.diagnose(fixed);
      const told = JSON.stringify({ text, title: fix.title, fixed });
      expect(countOf(after, diagnostic), told).toBeLessThan(countOf(before, diagnostic));
      if (diagnostic.id.endsWith("-carriage-return")) {
        // What stood behind the carriage returns is seen now, and may be wrong by itself.
        expect(fixed, told).toBe(text.replace(/[ \t]*\r[ \t\r]*(?=\n|$(?![^]))/g, ""));
        continue;
      }
      expectOneLineChanged({ before: text.split("\n"), after: fixed.split("\n") }, fix, told);
      expect([...errorIds(before)], told).toEqual(expect.arrayContaining([...errorIds(after)]));
    }
  }
}

/** Texts of lines made of the given pieces, for property tests. */
export function textsOf(...pieces: readonly string[]): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...pieces) },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 3 }) },
    { weight: 2, arbitrary: fc.constantFrom("\n", "\r\n", " ", "\0", "\ufeff") },
  );
  return fc.array(piece, { maxLength: 14 }).map((parts) => parts.join(""));
}

function countOf(diagnostics: readonly Diagnostic[], { id }: Diagnostic): number {
  return diagnostics.filter((diagnostic) => diagnostic.id === id).length;
}

function errorIds(diagnostics: readonly Diagnostic[]): ReadonlySet<string> {
  // Where the only entry did nothing and is gone, that the list is empty is only seen now.
  const isNew = ({ severity, id }: Diagnostic): boolean => severity === "error" && id !== "rcpthosts-empty";
  return new Set(diagnostics.filter(isNew).map(({ id }) => id));
}

function expectOneLineChanged(
  { before, after }: { readonly before: readonly string[]; readonly after: readonly string[] },
  { edits }: Fix,
  told: string,
): void {
  expect(edits, told).toHaveLength(1);
  for (const { line, lineEnd, columnEnd } of edits) {
    const changed = line === lineEnd || columnEnd === 1 ? line : lineEnd;
    expect(after.slice(0, changed - 1), told).toEqual(before.slice(0, changed - 1));
    const rest = before.slice(changed);
    expect(rest.length === 0 ? [] : after.slice(-rest.length), told).toEqual(rest);
  }
}
