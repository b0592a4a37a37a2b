import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadWorld } from "../../../course/authoring/index.ts";
import { REPLIES } from "../../../engine/smtpd/replies.ts";
import { boot } from "../../runs/boot.ts";
import { programTable } from "../../processes/program-table.ts";
import { builtinNames } from "../../shell/index.ts";
import { session, smallWorld } from "../../world.test-kit.ts";
import { behindMore, beforeMore } from "../qmail/showctl-files.ts";
import { parseOptions } from "../../../engine/tcpserver-options/index.ts";
import { formatPage } from "./format.ts";
import { findPage, shelf } from "./shelf.ts";

const file = "lessons/worlds/common.yaml";
const loaded = loadWorld({ file, text: readFileSync(file, "utf8") });

const titleOf = ({ names, section }: (typeof shelf)[number]): string => `${names[0] ?? ""}(${section})`;

/** The shell lines of a page's examples, without their prompts. */
function exampleLines({ parts }: (typeof shelf)[number]): readonly string[] {
  return parts
    .filter(({ heading }) => heading === "EXAMPLES")
    .flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === "verbatim" ? block.lines : [])))
    .flatMap((line) => /^[$#] (.*)$/.exec(line)?.[1] ?? []);
}

it("there's a page for every program", () => {
  expect(programTable.filter(({ name }) => findPage(name, null) === null).map(({ name }) => name)).toEqual(
    [],
  );
});

it("there's a page for everything that the shell does itself", () => {
  const names = builtinNames().filter((name) => name !== ":");
  expect(names.filter((name) => findPage(name, null) === null)).toEqual([]);
});

it("no two pages have the same name and section", () => {
  const names = shelf.flatMap(({ names, section }) => names.map((name) => `${name}(${section})`));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

it("pages that a page points to are there", () => {
  const missing = shelf.flatMap((page) =>
    [...JSON.stringify(page.parts).matchAll(/([A-Za-z[.][\w.-]*)\((\d)\)/g)].flatMap(
      ([, name = "", section = ""]) =>
        findPage(name, section) === null ? [`${titleOf(page)} points to ${name}(${section})`] : [],
    ),
  );
  expect(missing).toEqual([]);
});

it.each(shelf.map((page) => [titleOf(page), page] as const))(
  "%s is plain and fits the console",
  (_, page) => {
    const lines = formatPage(page, 76);
    const isPlain = (line: string): boolean => /^[\x20-\x7e]*$/.test(line);
    expect(lines.filter((line) => !isPlain(line))).toEqual([]);
    expect(lines.filter((line) => line.length > 78)).toEqual([]);
    expect(page.about).not.toMatch(/\.$/);
  },
);

describe("facts", () => {
  const textOf = (name: string): string => JSON.stringify(findPage(name, null)?.parts ?? null);

  it("smtp(7) explains each reply that a client of a qmail without patches can get by what it says", () => {
    const rare = ["die_ipme", "die_nomem", "err_qqt", "err_fork", "err_pipe", "err_write"];
    const ofAuth = /^(auth_|err_auth|smtp_auth)|^err_(child|input|noauth|submission)$/;
    const names = Object.entries(REPLIES).filter(([name]) => !rare.includes(name) && !ofAuth.test(name));
    const missing = names.filter(([, reply]) => !textOf("smtp").includes(reply.trimEnd()));
    expect(names).toHaveLength(16);
    expect(missing).toEqual([]);
  });

  it("qmail-control(5) has each file that qmail-showctl knows", () => {
    const names = [...beforeMore, ...behindMore].map(({ name }) => name);
    expect(names).toContain("rcpthosts");
    expect(names.filter((name) => !textOf("qmail-control").includes(name))).toEqual([]);
  });

  const options = shelf
    .filter(
      ({ section, names }) => /[18]/.test(section) && programTable.some(({ name }) => name === names[0]),
    )
    .flatMap(({ names, parts }) =>
      parts
        .filter(({ heading }) => heading === "OPTIONS")
        .flatMap(({ blocks }) =>
          blocks.flatMap((block) => (block.kind === "item" ? block.term.split(", ") : [])),
        )
        .map((term) => `${names[0] ?? ""} ${term.replace(/ [A-Z]+$/, " 1")}`),
    );

  it.each(options.filter((line) => !line.startsWith("tcpserver")))(
    "%s is an option that there is",
    (line) => {
      const shown = session(smallWorld(), "mail", `echo | ${line} x`).slice(1);
      expect(
        shown.filter((one) => /invalid option|illegal option|requires an argument|svc options/.test(one)),
      ).toEqual([]);
    },
  );

  it.each(options.filter((line) => line.startsWith("tcpserver")))("%s is an option that there is", (line) => {
    expect(parseOptions([...line.split(" "), "0", "25", "cat"])).not.toBeNull();
  });
});

describe("the examples of", () => {
  const pages = shelf.flatMap((page) =>
    exampleLines(page).length === 0 ? [] : [[titleOf(page), page] as const],
  );

  it.each(pages)("%s work as they stand, one after the other", (_, page) => {
    if (loaded.kind === "failed") throw new Error(`${file} can't be loaded`);
    const booted = boot(loaded.value.content);
    if (booted.kind === "failed") throw new Error(booted.why);
    const { world } = booted;
    for (const line of exampleLines(page)) {
      const [, ...shown] = session(world, "mail", line);
      const status = session(world, "mail", "echo $?").at(-1);
      const complaints = shown.filter((one) =>
        /usage|invalid|not found|no such|does not exist|fatal|warning|^\(/i.test(one),
      );
      expect({ line, status, complaints }).toEqual({ line, status: "0", complaints: [] });
    }
  });
});
