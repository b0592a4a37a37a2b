import { describe, expect, it } from "vitest";
import { limits as textLimits } from "../../engine/sh/limits.ts";
import { limits } from "../limits.ts";
import { lookUp, type NameRecords } from "../network/names.ts";
import { perform } from "./perform.ts";
import { content, output, screen, smallWorld, type } from "../world.test-kit.ts";

const big = (bytes: number): string => "x".repeat(bytes);

/** What a line prints on a server with these files in /root, beginning with so many bytes of each line. */
function printed(line: string, files: Readonly<Record<string, string>> = {}): readonly string[] {
  const overlay = Object.fromEntries(Object.entries(files).map(([name, text]) => [`/root/${name}`, text]));
  return output(smallWorld({ mail: overlay }), line).map((text) => text.replace(/x{20,}/g, "X"));
}

describe("a limit says so where it is reached", () => {
  it("bytes of one file", () => {
    const half = big(limits.fileBytesMax - 10);
    const world = smallWorld({ mail: { "/root/f": half } });
    expect(output(world, "echo 123456789 >> f; echo $?; echo 1 >> f; echo $?; cat f >> f")).toEqual([
      "0",
      "echo: write error: No space left on device",
      "1",
      "cat: /root/f: input file is output file",
    ]);
    expect(content(world, "mail", "/root/f")).toBe(`${half}123456789\n`);
  });

  it("bytes of one file that is edited, which leaves it as it was", () => {
    const world = smallWorld({ mail: { "/root/f": "a" } });
    const text = big(limits.fileBytesMax + 1);
    expect(perform(world, { edit: { host: "mail", file: "/root/f", text } })).toEqual({
      kind: "refused",
      why: "/root/f can't be written: out of disk space",
    });
    expect(content(world, "mail", "/root/f")).toBe("a");
  });

  it("bytes of all files, and mail that finds no room is put off", () => {
    const count = Math.floor(limits.diskBytesMax / limits.fileBytesMax);
    const world = smallWorld({ mail: { "/root/f": big(limits.fileBytesMax - 1000) } });
    for (let copy = 1; copy < count; copy++) type(world, "mail", `cp f f${copy}`);
    expect(output(world, "cp f g", "cp f h")).toEqual([
      "cp: error writing 'g': No space left on device",
      "cp: error writing 'h': No space left on device",
    ]);
    perform(world, {
      smtp: {
        host: "pc",
        to: "mail.test",
        port: 25,
        lines: ["MAIL FROM:<a@b>", "RCPT TO:<x@test.example>", "DATA", big(20_000), "."],
      },
    });
    expect(screen(world, "pc").at(-1)).toBe("451 qq write error or disk full (#4.3.0)");
  });

  it("how many files", () => {
    const world = smallWorld();
    const files = world.hosts.get("mail")?.files;
    if (files === undefined) throw new Error("no server");
    for (let name = 0; files.nodes.size < limits.filesMax; name += 500) {
      const count = Math.min(500, limits.filesMax - files.nodes.size);
      type(world, "mail", `mkdir ${Array.from({ length: count }, (_, at) => `d${name + at}`).join(" ")}`);
    }
    expect(output(world, "touch one; mkdir two; echo a > three; rmdir d0; echo b > four; cat four")).toEqual([
      "touch: cannot touch 'one': No space left on device",
      "mkdir: cannot create directory 'two': No space left on device",
      "sh: three: No space left on device",
      "b",
    ]);
  });

  it("bytes of a name and of a path", () => {
    const name = "n".repeat(limits.nameBytesMax);
    const path = `/root/${"d/".repeat(limits.pathBytesMax)}`;
    expect(printed(`touch ${name}; ls; touch ${name}n; echo > ${name}n`)).toEqual([
      name,
      `touch: cannot touch '${name}n': File name too long`,
      `sh: ${name}n: File name too long`,
    ]);
    expect(printed(`mkdir -p ${path}; echo $?`)).toEqual([
      `mkdir: cannot create directory '${path}': File name too long`,
      "1",
    ]);
  });

  it("bytes of an argument, of a variable, and of all of them", () => {
    const one = limits.argumentBytesMax - 1;
    const files = { one: big(one), more: big(one + 1), many: "" };
    expect(printed("echo $(cat one) | wc -c; echo $(cat more); echo $?", files)).toEqual([
      String(one + 1),
      "echo: Argument list too long",
      "126",
    ]);
    expect(printed("export a=$(cat one); cat many; unset a; echo ok", files)).toEqual([
      "cat: Argument list too long",
      "ok",
    ]);
    const all = Array.from({ length: 17 }, (_, at) => `b${at}=$a; export b${at}`).join("; ");
    expect(printed(`a=$(head -c ${one - 10} one); ${all}; cat many`, files)).toEqual([
      "cat: Argument list too long",
    ]);
  });

  it("bytes of a command once it's expanded, and of a glob", () => {
    const why = `sh: a command can have at most ${limits.commandBytesMax} bytes`;
    expect(printed("a=xx; while :; do a=$a$a; done; echo after")).toEqual([why]);
    expect(printed("echo /*/../*/../*/../*/../*/../*/../*/../*/../*")).toEqual([why]);
  });

  it("how many files a process has open", () => {
    const names = Array.from({ length: limits.descriptorsMax + 5 }, (_, at) => `>f${at % 7}`).join(" ");
    expect(printed(`echo a ${names}`)).toEqual(["sh: f6: Too many open files"]);
  });

  it("how many processes, by scripts, commands in commands, and pipelines", () => {
    const why = `fork: Resource temporarily unavailable (a host can have ${limits.processesMax} processes)`;
    const files = { run: "sh run; echo after", words: "a=$(sh words)", fork: "sh fork | sh fork" };
    expect(printed("sh run", files).slice(0, 1)).toEqual([`sh: run: line 1: sh: ${why}`]);
    expect(printed("sh words", files).at(0)).toBe(`sh: words: line 1: sh: ${why}`);
    expect(printed(Array.from({ length: limits.processesMax }, () => "cat").join("|"))).toEqual([
      `sh: cat: ${why}`,
    ]);
    const world = smallWorld({ mail: { "/root/fork": files.fork } });
    const before = world.processes.size;
    type(world, "mail", "sh fork");
    perform(world, { key: { host: "mail", key: "C-c" } });
    expect([world.processes.size, output(world, "echo fine")]).toEqual([before, ["fine"]]);
  });

  it("how deep commands and parentheses stand within each other", () => {
    expect(printed(`${"{ ".repeat(60)}:${"; }".repeat(60)}`)).toEqual([
      "sh: commands within commands go too deep here (column 101)",
    ]);
    expect(printed(`[ ${"'(' ".repeat(1000)} a ]`)).toEqual(["sh: [: too many parentheses"]);
    expect(printed(`echo ${"$(echo ".repeat(1000)}${")".repeat(1000)}`).at(0)).toContain("fork: Resource");
  });

  it("text that a program takes in", () => {
    const names = "f ".repeat(limits.memoryBytesMax / 1024 / 1024 + 1);
    const world = smallWorld({ mail: { "/root/f": "x\n".repeat(512 * 1024) } });
    type(world, "mail", `sort ${names}; echo $?`);
    for (let count = 0; count < 5; count++) perform(world, { wait: { seconds: 1 } });
    expect(screen(world, "mail").slice(1)).toEqual([
      "sort: memory exhausted (a program can hold 33554432 bytes)",
      "2",
    ]);
  });

  it("what sed makes of a line", () => {
    const script = `s/x/${"&".repeat(3000)}/g`;
    expect(
      printed(`sed '${script};${script}' f; echo $?; sed -i '${script};${script}' f; wc -c f`, { f: "xx\n" }),
    ).toEqual(["sed: line 1 becomes too long", "4", "sed: line 1 becomes too long", "3 f"]);
  });

  it("a pattern of case with a text that is as long", () => {
    const doubled = "a=x; for i in 1 2 3 4 5 6 7 8 9 10 11 12; do a=$a$a; done; b=$a*$a*y";
    expect(printed(`${doubled}; case $a in $b) echo yes;; *) echo no;; esac`)).toEqual([
      "sh: this pattern is too long for a text this long",
      "no",
    ]);
  });

  it("a regular expression in a text that is too long for it", () => {
    const file = { f: `${big(200_000)}\n` };
    expect(printed("grep 'x\\{100\\}y' f; echo $?; sed 's/x\\{100\\}y//' f", file)).toEqual([
      "grep: f: line 1 is too long for this regular expression",
      "2",
      "sed: line 1 is too long for this regular expression",
    ]);
  });

  it("a line that is typed", () => {
    const line = big(limits.lineBytesMax);
    expect(perform(smallWorld(), { type: { host: "mail", line } })).toEqual({
      kind: "refused",
      why: `a line can have at most ${limits.lineBytesMax} bytes`,
    });
  });

  it("aliases in DNS", () => {
    const none: NameRecords = {
      addresses: [],
      pointers: [],
      mailExchangers: [],
      texts: [],
      alias: null,
      anyBytes: null,
      delaySeconds: 0,
    };
    const chain = (length: number) =>
      new Map<string, NameRecords>([
        ...Array.from({ length }, (_, at) => [`n${at}`, { ...none, alias: `n${at + 1}` }] as const),
        [`n${length}`, { ...none, addresses: ["192.0.2.1"] }] as const,
      ]);
    const ask = (length: number) => lookUp(chain(length), { type: "A", name: "n0" }).kind;
    expect([ask(limits.aliasesMax), ask(limits.aliasesMax + 1)]).toEqual(["found", "temporary failure"]);
  });
});

it("keeps a console to so many characters, the latest ones", () => {
  const world = smallWorld({ mail: { "/root/f": `${"line\n".repeat(200_000)}last\n` } });
  type(world, "mail", "cat f");
  const state = world.consoles.get("mail");
  expect(state?.charactersTotal).toBeLessThanOrEqual(limits.consoleCharactersMax);
  expect([state?.entries.at(-1)?.text, (state?.dropped ?? 0) > 0]).toEqual(["last", true]);
});

describe("a script of very many words", () => {
  it.each([
    ["commands", ":;".repeat(400_000)],
    ["words", `echo ${"a ".repeat(400_000)}`],
    ["substitutions", "echo $(:) ".repeat(100_000)],
  ])("is told that it has too many: %s", (_what, text) => {
    expect(printed("sh s; echo fine", { s: text }).at(0)).toContain(
      `sh: s: line 1: a command can have at most ${textLimits.commandTokensMax} words and operators`,
    );
  });

  it("is told of one that is too long", () => {
    expect(printed("sh s", { s: `echo ${big(textLimits.wordCharactersMax + 2)}` })).toEqual([
      `sh: s: line 1: a word can have at most ${textLimits.wordCharactersMax} characters (column 6)`,
    ]);
  });

  it("runs, if they are in many lines", () => {
    const world = smallWorld({ mail: { "/root/s": `${":\n".repeat(100_000)}echo fine\n` } });
    type(world, "mail", "sh s");
    for (let count = 0; count < 3; count++) perform(world, { wait: { seconds: 1 } });
    expect(screen(world, "mail").slice(1)).toEqual(["fine"]);
  });
});
