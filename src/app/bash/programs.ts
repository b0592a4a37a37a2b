import { defineCommand, getCommandNames, type Command, type ResolvedCommandContext } from "just-bash/browser";
import { byteString, decodeByteString, decodeText, encodeByteString } from "../../engine/bytes/index.ts";
import { programNames, programPath, type WaitingBash } from "../../world/index.ts";
import { limits } from "./limits.ts";
import type { Recorder } from "./recorder.ts";

/** Those of the world's programs that just-bash has itself, and can do more with. */
const better = new Set(
  "[ bash cat cp diff echo env false grep head mkdir mv printf rm rmdir sed sort tail test true uniq wc".split(
    " ",
  ),
);

/** Those of just-bash's programs that have no place here: they need what a page hasn't, or aren't on any server. */
const misplaced = new Set(["gunzip", "gzip", "html-to-markdown", "ln", "readlink", "rg", "zcat"]);

/** The programs that just-bash runs itself. */
const ownPrograms = getCommandNames().filter((name) => !misplaced.has(name));

type Process = WaitingBash["process"];

export interface ProgramOptions {
  readonly process: Process;
  readonly recorder: () => Recorder;
  /** The program that has the keyboard, if it's run now; null for none. */
  readonly atKeyboard: () => string | null;
}

/** The real path of each program that bash finds, by name; "" for just-bash's own. */
export function pathsOfPrograms({ host, user, folder, environment }: Process): ReadonlyMap<string, string> {
  const paths = new Map<string, string>(ownPrograms.map((name) => [name, ""]));
  for (const name of programNames(host)) {
    const path = programPath({ host, user, folder }, name, environment);
    if (path !== null) paths.set(name, path);
  }
  return paths;
}

/** The world's programs as commands of just-bash: each call is a step, whose output it gets. */
export function worldCommands(options: ProgramOptions): Command[] {
  const names = programNames(options.process.host).filter((name) => !better.has(name));
  return names.map((name) =>
    defineCommand(name, async (args, context) => {
      await breath();
      const { origCommand } = context;
      if (origCommand !== undefined && prefersOwn(name, args))
        return origCommand(ownArguments(name, args, options.recorder()));
      return run([name, ...args], context, options);
    }),
  );
}

let lastBreath = 0;

/** Lets the page take a key, such as Ctrl-C, if it hasn't been able to for a while. */
async function breath(): Promise<void> {
  if (performance.now() < lastBreath + limits.breathMilliseconds) return;
  await new Promise((resolve) => setTimeout(resolve));
  lastBreath = performance.now();
}

/** Whether just-bash's own program is needed for what is asked of it. */
function prefersOwn(name: string, args: readonly string[]): boolean {
  if (name === "date") return args.length > 0;
  return name === "ls" && args.some((word) => /^-./.test(word) && !/^-[la]+$/.test(word));
}

/** What tells just-bash's own date the time of the world. */
function ownArguments(name: string, args: string[], { world }: Recorder): string[] {
  if (name !== "date") return args;
  const isTold = args.some((word) => /^(-d|--date)/.test(word));
  return ["-u", ...(isTold ? [] : ["-d", `@${String(Math.floor(world.now))}`]), ...args];
}

type Result = Awaited<ReturnType<Command["execute"]>>;

function run(argv: string[], context: ResolvedCommandContext, options: ProgramOptions): Result {
  const hasKeyboard = options.atKeyboard() === argv[0];
  // just-bash's byte strings are strings of one character a byte.
  const stdin: unknown = context.stdin;
  const input = typeof stdin === "string" ? decodeByteString(stdin) : "";
  const { code, out, err } = options.recorder().take({
    run: {
      argv,
      environment: environmentChanges(options.process, context.exportedEnv ?? {}),
      folder: context.cwd,
      input: hasKeyboard && input === "" ? null : input,
    },
  });
  const text = decodeText(out);
  const isText = !/[\udc80-\udcff]/u.test(text);
  return {
    ...(isText ? { stdout: text, stdoutKind: "text" } : { stdout: byteString(out), stdoutKind: "bytes" }),
    stderr: decodeText(err),
    exitCode: code,
  };
}

/** What just-bash exports and our own shell doesn't. */
const notExported = new Set(["PWD", "OLDPWD", "SHLVL", "_"]);

function environmentChanges(
  { environment }: Process,
  exported: Readonly<Record<string, string>>,
): Record<string, string | null> {
  const changes: Record<string, string | null> = {};
  for (const [name, value] of Object.entries(exported)) {
    if (!notExported.has(name) && environment.get(encodeByteString(name)) !== encodeByteString(value))
      changes[name] = value;
  }
  for (const name of environment.keys()) {
    const text = decodeByteString(name);
    if (!notExported.has(text) && exported[text] === undefined) changes[text] = null;
  }
  return changes;
}

/** which(1) for programs that just-bash sees elsewhere than they are. */
export function whichCommand({ host, user }: Process): Command {
  return defineCommand("which", (args, context) => {
    const names = args.filter((word) => !word.startsWith("-"));
    const environment = new Map([["PATH", encodeByteString(context.env.get("PATH") ?? "")]]);
    const found = names.map((name) => {
      const path = programPath(
        { host, user, folder: encodeByteString(context.cwd) },
        encodeByteString(name),
        environment,
      );
      return path ?? (ownPrograms.some((own) => own === name) ? `/usr/bin/${name}` : null);
    });
    const lines = found.flatMap((path) => (path === null ? [] : [`${path}\n`]));
    return Promise.resolve({
      stdout: lines.join(""),
      stderr: "",
      exitCode: found.includes(null) || names.length === 0 ? 1 : 0,
    });
  });
}
