import fc from "fast-check";
import { expect, it } from "vitest";
import { bytesOf } from "../bytes/index.ts";
import { parseTable, type TableEntry } from "./table.ts";

const rule = (line: number, daemons: string, clients: string, options: string | null = null): TableEntry => ({
  kind: "rule",
  line,
  daemons,
  clients,
  options,
});

// tcp_wrappers-7.6 hosts_access.c table_match, misc.c xgets
it.each<readonly [string, readonly TableEntry[]]>([
  ["", []],
  ["\n \t\r\n#x: y\n", []],
  ["a: b\n", [rule(1, "a", " b\n")]],
  ["a: b : c : d\n", [rule(1, "a", " b ", " c : d\n")]],
  ["a::\n", [rule(1, "a", "", "\n")]],
  ["a: b\\\n c\n#\nd: e\n", [rule(2, "a", " b c\n"), rule(4, "d", " e\n")]],
  ["a: b\\\r\n", [rule(1, "a", " b\\\r\n")]],
  ["# x \\\na: b\n", []],
  [" # a: b\n", [rule(1, " # a", " b\n")]],
  ["a\n", [{ kind: "trouble", line: 1, text: 'missing ":" separator' }]],
  ["\na: b", [{ kind: "trouble", line: 1, text: "missing newline or line too long" }]],
  ["a: b\\\n", [{ kind: "trouble", line: 1, text: "missing newline or line too long" }]],
])("%j", (text, entries) => {
  expect(parseTable(bytesOf(text))).toEqual(entries);
});

it("takes 2046 bytes and a newline for a rule, and what is beyond for another", () => {
  const clients = "b".repeat(2044);
  expect(parseTable(bytesOf(`a:${clients}\n`))).toEqual([rule(1, "a", `${clients}\n`)]);
  expect(parseTable(bytesOf(`a:${clients}bc:d\n`))).toEqual([
    { kind: "trouble", line: 0, text: "missing newline or line too long" },
    rule(1, "c", "d\n"),
  ]);
});

it("gives each byte to at most one rule, whatever the bytes are", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("a", ":", "\\", "\n", "#", "\0", " ") }), (text) => {
      const entries = parseTable(bytesOf(text));
      const bytes = entries.map((entry) =>
        entry.kind === "rule"
          ? entry.daemons.length + entry.clients.length + (entry.options?.length ?? 0)
          : 0,
      );
      expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(text.length);
      const lines = entries.map(({ line }) => line);
      expect(lines).toEqual(lines.toSorted((left, right) => left - right));
    }),
  );
});
