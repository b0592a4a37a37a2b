import { describe, expect, it } from "vitest";
import type { FindingFix } from "../../audit/index.ts";
import { encodeText, decodeText } from "../../engine/bytes/index.ts";
import { Auditor } from "./auditor.ts";
import { joined, together } from "./fix-together.ts";

function fix(
  ...edits: readonly (readonly [line: number, removes: number, ...inserts: string[]])[]
): FindingFix {
  return {
    title: "",
    file: "tcp.smtp",
    edits: edits.map(([line, removes, ...inserts]) => ({ line, removes, inserts })),
  };
}

describe("fixes that go together", () => {
  it.each<[string, readonly (FindingFix | null)[], readonly number[]]>([
    ["of neighbouring lines", [fix([1, 1, "a"]), fix([2, 1, "b"]), fix([3, 1])], [0, 1, 2]],
    ["of two of one line the first", [fix([1, 1, "a"]), fix([1, 1, "b"]), fix([2, 1])], [0, 2]],
    ["of a line in a whole file the whole", [fix([1, 3, "a"]), fix([3, 1]), fix([4, 0, "z"])], [0, 2]],
    ["what is put in around a line", [fix([2, 1, "a"]), fix([2, 0, "b"]), fix([3, 0, "c"])], [0, 1, 2]],
    ["what is put in within replaced lines", [fix([1, 3, "a"]), fix([2, 0, "b"])], [0]],
    ["lines around what is put in", [fix([2, 0, "b"]), fix([1, 3, "a"])], [0]],
    ["two at the end of a file", [fix([9, 0, "a"]), fix([9, 0, "b"])], [0, 1]],
    ["two that say the same", [fix([2, 1, "a"]), fix([2, 1, "a"])], [0, 1]],
    ["none where there's none", [null, fix([1, 1]), null], [1]],
    ["all edits of a fix or none", [fix([2, 1]), fix([1, 1], [2, 1, "x"]), fix([1, 1, "y"])], [0, 2]],
  ])("%s", (_, fixes, expected) => {
    expect(together(fixes)).toEqual(expected);
  });

  it("does once what two say", () => {
    expect(joined([fix([2, 0, "a"]), fix([2, 0, "a"], [5, 1])])).toEqual([fix([2, 0, "a"], [5, 1])]);
  });
});

function examined(files: Readonly<Record<"rules" | "rcpthosts" | "locals", string>>): Auditor {
  const auditor = new Auditor();
  const paths = { rules: "/etc/tcp.smtp", rcpthosts: "control/rcpthosts", locals: "control/locals" } as const;
  auditor.examine(
    {
      isControlWhole: false,
      others: [],
      files: (["rules", "rcpthosts", "locals"] as const).map((part) => ({
        ...{ part, path: paths[part], given: paths[part], modifiedAt: null },
        bytes: encodeText(files[part]),
      })),
    },
    () => undefined,
  );
  return auditor;
}

describe("fixing all", () => {
  const auditor = examined({
    rules:
      '10.1.1.0/24:allow,RELAYCLIENT=""\r\n10.1.2.*:allow,RELAYCLIENT=""\r\n 10.1.3.:allow\r\n:allow\r\n',
    rcpthosts: "*.a.example\n@b.example\n",
    locals: "c.example\nd.example\n",
  });

  it("fixes neighbouring lines, and what only shows once something else is fixed", () => {
    const changed = new Map(auditor.fixAll().map(({ part, bytes }) => [part, decodeText(bytes)]));
    expect(Object.fromEntries(changed)).toEqual({
      rules: '10.1.1.:allow,RELAYCLIENT=""\n10.1.2.:allow,RELAYCLIENT=""\n10.1.3.:allow\n:allow\n',
      rcpthosts: ".a.example\nb.example\nc.example\nd.example\n",
    });
  });

  it("shows before what it changes, and how many fixes that is", () => {
    const { hunks, count } = auditor.previewAll();
    expect(count).toBe(8);
    expect(new Set(hunks.map(({ file }) => file))).toEqual(new Set(["/etc/tcp.smtp", "control/rcpthosts"]));
    const added = hunks.flatMap(({ lines }) => lines.filter(({ kind }) => kind === "added"));
    expect(added.map(({ text }) => text)).toContain(":allow");
  });

  it("fixes ten thousand neighbouring lines at once", () => {
    const lines = Array.from(
      { length: 10_000 },
      (_, at) => `10.${at % 100}.${Math.floor(at / 100)}.0/24:deny\n`,
    );
    const many = examined({
      rules: `${lines.join("")}:allow\n`,
      rcpthosts: "a.example\n",
      locals: "a.example\n",
    });
    const rules = many.fixAll().find(({ part }) => part === "rules");
    expect(decodeText(rules?.bytes ?? new Uint8Array())).toBe(
      `${lines.join("").replaceAll(".0/24", ".")}:allow\n`,
    );
  });
});
