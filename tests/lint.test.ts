import { resolve } from "node:path";
import { ESLint } from "eslint";
import { describe, expect, it } from "vitest";

// The text is not that of the file: typed rules need a name that the project knows.
const PURE = "src/engine/program/file-error.ts";
const PLAIN = "scripts/pages.ts";
const BYTES = "src/engine/bytes/ascii.ts";
const TEST = "tests/lint.test.ts";

const eslint = new ESLint({ cwd: resolve(import.meta.dirname, "..") });

async function rulesBroken(file: string, text: string): Promise<string[]> {
  const results = await eslint.lintText(text, { filePath: file });
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => ruleId ?? message));
}

const global = "no-restricted-globals";
const syntax = "no-restricted-syntax";

const FAULTS: readonly (readonly [file: string, text: string, rule: string])[] = [
  [PURE, "export const now = () => Date.now();", global],
  [PURE, "export const now = () => new Date(0);", global],
  [PURE, "export const around = () => globalThis;", global],
  [PURE, "export const order = new Intl.Collator('de');", global],
  [PURE, "export const text = new TextDecoder();", global],
  [PURE, "export const chance = () => Math.random();", syntax],
  [PURE, "export const up = (text: string) => text.toLocaleUpperCase();", syntax],
  [PURE, "export const order = (one: string, other: string) => one.localeCompare(other);", syntax],
  [PURE, "export const say = () => console.log('');", global],
  [PURE, "export const later = () => setTimeout(() => undefined, 1);", global],
  [PURE, "export const who = () => process.pid;", global],
  [PURE, "export const chance = () => crypto.randomUUID();", global],
  [PURE, "export const time = () => performance.now();", global],
  [PURE, "export const get = () => fetch('');", global],
  [PURE, "export enum Verdict { Allow }", syntax],
  [PLAIN, "export enum Verdict { Allow }", syntax],
  [PLAIN, "export default 1;", syntax],
  [PLAIN, "export function show(isOpen: boolean) { return isOpen; }", syntax],
  [PLAIN, "export const it = (value: any) => String(value);", "@typescript-eslint/no-explicit-any"],
  [PLAIN, "export const it = (x: string | null) => x!;", "@typescript-eslint/no-non-null-assertion"],
  [PLAIN, "export const it = (x: unknown) => x as string;", "@typescript-eslint/consistent-type-assertions"],
  [PLAIN, "const go = () => Promise.resolve(); go();", "@typescript-eslint/no-floating-promises"],
  [
    PLAIN,
    "export const it = (x: 'a' | 'b') => { switch (x) { case 'a': return 1; } return 2; };",
    "@typescript-eslint/switch-exhaustiveness-check",
  ],
  [
    PLAIN,
    "// eslint-disable-next-line no-var\nexport var one = 1;",
    "@eslint-community/eslint-comments/require-description",
  ],
  [
    PLAIN,
    "/* eslint-disable no-var -- everywhere */\nexport var one = 1;",
    "@eslint-community/eslint-comments/no-use",
  ],
  ["src/engine/program/program.ts", "export const one = 1;\n".repeat(1) + "// \n".repeat(401), "max-lines"],
];

describe("lint", () => {
  it.each(FAULTS)("in %s: %s breaks %s", async (file, text, rule) => {
    expect(await rulesBroken(file, text)).toContain(rule);
  });

  it("finds a disable that disables nothing", async () => {
    const broken = await rulesBroken(
      PLAIN,
      "// eslint-disable-next-line no-var -- why\nexport const one = 1;\n",
    );
    expect(broken.join()).toMatch(/^Unused eslint-disable directive/);
  });

  it.each([
    [PLAIN, "export const now = () => Date.now();"],
    [PURE, "export const pair = [1, 2] as const;"],
    [BYTES, "export const it = (x: unknown) => x as string;"],
    [TEST, "export const it = (x: unknown) => x as string;"],
    [PLAIN, "// eslint-disable-next-line no-var -- shown to be possible\nexport var one = 1;"],
  ])("in %s: %s is fine", async (file, text) => {
    expect(await rulesBroken(file, text)).toEqual([]);
  });
});
