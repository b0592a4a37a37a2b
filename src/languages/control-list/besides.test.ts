import { describe, expect, it } from "vitest";
import { encodeText } from "../../engine/bytes/index.ts";
import { applyFix } from "../fixes.ts";
import { languageOf } from "../registry.ts";

const folder = "/var/qmail/control/";
const server = {
  me: "mail.a.example\n",
  locals: "a.example\n",
  virtualdomains: "b.example:bob\n",
  rcpthosts: "a.example\nb.example\n",
};

/** What is told of a file, with what the first fix makes of it. */
function told(name: string, changed: Readonly<Record<string, string>>): readonly string[] {
  const files: Readonly<Record<string, string>> = { ...server, ...changed };
  const path = folder + name;
  const text = files[name] ?? "";
  const file = (one: string) => {
    const found = files[one.slice(folder.length)];
    return found === undefined ? null : encodeText(found);
  };
  return languageOf(path)
    .diagnose(text, { path, file })
    .map(({ severity, id, line, column, columnEnd, fixes: [fix] }) => {
      const fixed = fix === undefined ? "" : ` => ${applyFix(text, fix)}`;
      return `${line}:${column}-${columnEnd} ${severity} ${id}${fixed}`;
    });
}

describe("what the files beside one make of it", () => {
  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ["locals", {}, []],
    ["rcpthosts", {}, []],
    ["locals", { locals: "a.example\nc.example\n" }, ["2:1-10 error hosted-not-listed"]],
    ["virtualdomains", { locals: "a.example\nb.example\n" }, ["1:1-14 warning locals-and-virtualdomains"]],
    ["virtualdomains", { rcpthosts: "a.example\n" }, ["1:1-14 error hosted-not-listed"]],
    ["rcpthosts", { rcpthosts: "a.example\nb.example\nc.example\n" }, ["3:1-10 info listed-not-hosted"]],
    [
      "rcpthosts",
      { rcpthosts: "a.example\n b.example" },
      ["2:1-2 error entry-leading-blank => a.example\nb.example"],
    ],
    ["rcpthosts", { rcpthosts: "" }, ["1:1-2 error rcpthosts-empty => a.example\nb.example\n"]],
    [
      "rcpthosts",
      { rcpthosts: "a.example\nb.example\ngmail.com" },
      ["3:1-10 warning foreign-domain-listed => a.example\nb.example"],
    ],
    ["morercpthosts", { morercpthosts: "c.example\n" }, ["1:1-2 error morercpthosts-not-compiled"]],
    [
      "percenthack",
      { percenthack: "a.example\nx.example\n" },
      ["1:1-10 error percent-hack => x.example\n", "2:1-10 info percent-hack-of-clients => a.example\n"],
    ],
    ["locals", { locals: "", rcpthosts: "b.example\n" }, ["1:1-2 info locals-empty"]],
  ])("%s of %j", (name, changed, expected) => {
    expect(told(name, changed)).toEqual(expected);
  });

  it("isn't told where they aren't known, or together are too large for each key", () => {
    const language = languageOf(`${folder}locals`);
    expect(language.diagnose("c.example\n", { path: `${folder}locals`, file: () => null })).toEqual([]);
    expect(told("locals", { locals: "c.example\n", badmailfrom: "@d.example\n".repeat(10_000) })).toEqual([]);
  });
});
