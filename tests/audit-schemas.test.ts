import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import Draft04 from "ajv-draft-04";
import { Ajv2020 } from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { applyFix } from "../src/audit/findings/fix.ts";
import { controlCases } from "../src/audit/findings/control-cases.test-kit.ts";
import { given, textOf, type Given } from "../src/audit/findings/findings.test-kit.ts";
import { relayCases } from "../src/audit/findings/relay-cases.test-kit.ts";
import { ruleLineCases } from "../src/audit/findings/rule-line-cases.test-kit.ts";
import { rulesCases } from "../src/audit/findings/rules-cases.test-kit.ts";
import { runCases } from "../src/audit/findings/run-cases.test-kit.ts";
import { findings, summary } from "../src/audit/index.ts";
import { jsonDifferences, jsonReport } from "../src/cli/audit/json-report.ts";
import type { Report } from "../src/cli/audit/report.ts";
import { sarifReport } from "../src/cli/audit/sarif-report.ts";
import { bytesOf, decodeByteString, encodeByteString } from "../src/engine/bytes/index.ts";

const ROOT = resolve(import.meta.dirname, "..");
const schema = (path: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(ROOT, path), "utf8")) as Record<string, unknown>;

// OASIS, SARIF 2.1.0 with Errata 01: sarif-2.1/schema/sarif-schema-2.1.0.json of its specification's repository.
const sarif = ajvFormats(new Draft04({ strict: false })).compile(
  schema("tests/schemas/sarif-schema-2.1.0.json"),
);
const json = ajvFormats(new Ajv2020()).compile(closed(schema("docs/audit.schema.json")));

/** The schema with no other field than those that it describes. */
function closed<T>(part: T): T {
  if (Array.isArray(part)) return part.map(closed) as T;
  if (part === null || typeof part !== "object") return part;
  const inner = Object.fromEntries(
    Object.entries(part).map(([name, value]) => [name, closed<unknown>(value)]),
  );
  return {
    ...inner,
    ...("properties" in part && "type" in part ? { additionalProperties: false } : {}),
  } as T;
}

const odd: readonly Given[] = [
  {},
  { rules: "" },
  // Not text, without a line's end, and with what JSON and addresses of files escape.
  {
    rules: '192.168.5:allow,X="é"\nb\xfc\x01ro:allow,RELAYCLIENT="',
    cdb: ":deny\n",
    control: { rcpthosts: " \xff.example" },
  },
  { control: { locals: encodeByteString("café.example\n") }, others: ["rcpthost", "locals ~\xfc"] },
];
const servers = [
  ...[...relayCases, ...ruleLineCases, ...rulesCases, ...runCases, ...controlCases].map(({ fires }) => fires),
  ...odd,
].map(given);

function reportOf(configuration: Report["configuration"]): Report {
  return {
    configuration,
    findings: findings(configuration),
    summary: summary(configuration),
    places: new Map(),
  };
}

interface Replacement {
  readonly deletedRegion: Readonly<Record<"startLine" | "startColumn" | "endLine" | "endColumn", number>>;
  readonly insertedContent?: { readonly text?: string; readonly binary?: string };
}

interface Log {
  readonly runs: readonly {
    readonly results: readonly {
      readonly fixes?: readonly {
        readonly artifactChanges: readonly { readonly replacements: readonly Replacement[] }[];
      }[];
    }[];
  }[];
}

/** Does what a SARIF viewer does. Columns are taken for bytes, so the text has to be ASCII where something is replaced. */
function replaced(text: string, replacements: readonly Replacement[]): string {
  const offset = (line: number, column: number): number =>
    text
      .split("\n")
      .slice(0, line - 1)
      .join("\n").length +
    (line === 1 ? 0 : 1) +
    column -
    1;
  let result = text;
  for (const { deletedRegion: region, insertedContent: content } of replacements.toReversed()) {
    const inserted =
      content?.binary === undefined
        ? encodeByteString(content?.text ?? "")
        : Buffer.from(content.binary, "base64").toString("latin1");
    const start = offset(region.startLine, region.startColumn);
    const end = offset(region.endLine, region.endColumn);
    expect(start).toBeLessThanOrEqual(end);
    expect(end).toBeLessThanOrEqual(text.length);
    result = result.slice(0, start) + inserted + result.slice(end);
  }
  return result;
}

describe("what lab audit tells programs", () => {
  it("--json keeps to docs/audit.schema.json, whatever is found", () => {
    for (const server of servers) {
      json(JSON.parse(jsonReport(reportOf(server))));
      expect(json.errors).toBe(null);
    }
    for (const words of [[], ["10.0.0.1 can relay now"]]) {
      json(JSON.parse(jsonDifferences(words, { leftOut: 0 })));
      expect(json.errors).toBe(null);
    }
    expect(json({ version: 1, verdict: "closed" })).toBe(false);
  });

  it("--sarif keeps to the schema of SARIF 2.1.0, whatever is found", () => {
    for (const server of servers) {
      sarif(JSON.parse(sarifReport(reportOf(server))));
      expect(sarif.errors).toBe(null);
    }
    expect(sarif({ version: "2.1.0" })).toBe(false);
  });

  it.each(["", "\n"])("a fix means in SARIF what it means here, with %j at the file's end", (end) => {
    const ended = ({ rules, run, control, ...rest }: Given): Given => {
      const other = (text: string): string => text.replace(/\n$/, "") + end;
      const lists = Object.entries(control ?? {}).map(
        ([name, text]) => [name, typeof text === "string" ? other(text) : text] as const,
      );
      return {
        ...rest,
        ...(rules === undefined ? {} : { rules: other(rules) }),
        ...(run === undefined ? {} : { run: other(run) }),
        ...(control === undefined ? {} : { control: Object.fromEntries(lists) }),
      };
    };
    let fixes = 0;
    for (const { fires } of [...relayCases, ...ruleLineCases, ...rulesCases, ...runCases, ...controlCases]) {
      const report = reportOf(given(ended(fires)));
      const { results } = (JSON.parse(sarifReport(report)) as Log).runs[0] ?? { results: [] };
      report.findings.forEach(({ fix }, index) => {
        const changes = results[index]?.fixes?.[0]?.artifactChanges ?? [];
        expect(changes.length).toBe(fix === null ? 0 : 1);
        if (fix === null) return;
        // SARIF counts columns of text, not bytes.
        const decoded = (text: string | null): string => decodeByteString(text ?? "");
        const before = decoded(textOf(report.configuration, fix.file));
        const after = decoded(textOf(applyFix(report.configuration, fix), fix.file));
        const said = replaced(before, changes[0]?.replacements ?? []);
        expect(said).toBe(after);
        fixes++;
      });
    }
    expect(fixes).toBeGreaterThan(50);
  });
});

it("the text of a file that isn't UTF-8 is replaced by its bytes", () => {
  const report = reportOf(given({ rules: " caf\xe9.example:allow\n" }));
  const [finding] = report.findings.filter(({ id }) => id === "rule-leading-blank");
  expect(bytesOf(finding?.fix?.edits[0]?.inserts[0] ?? "")).toEqual(bytesOf("caf\xe9.example:allow"));
  expect(sarifReport(report)).toContain(
    `"binary": "${Buffer.from("caf\xe9.example:allow\n", "latin1").toString("base64")}"`,
  );
});
