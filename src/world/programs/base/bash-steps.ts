import { encodeByteString, encodeText, joinBytes } from "../../../engine/bytes/index.ts";
import type { FileError } from "../../../engine/program/index.ts";
import type { BashStep } from "../../bash-step.ts";
import { makeFolders, parentPath, readFile, removeFile, removeFolder } from "../../files/index.ts";
import type { StepResult, WorldArrival, WorldSystem, WorldWait } from "../../process.ts";

type Steps<T> = Generator<WorldWait, T, WorldArrival>;

/** Does one thing that bash did, as bash's own process and with its rights. Tells what came of it. */
export function* takeBashStep(
  system: WorldSystem,
  step: Exclude<BashStep, { readonly end: unknown }>,
): Steps<StepResult> {
  if ("run" in step) return yield* run(system, step.run);
  if ("out" in step) system.write(1, encodeText(step.out));
  else if ("err" in step) system.write(2, encodeText(step.err));
  else return { ...nothing, error: changeFile(system, step) };
  return nothing;
}

const nothing: StepResult = { error: null, code: 0, out: new Uint8Array(), err: new Uint8Array() };

type FileStep = Exclude<
  BashStep,
  | { readonly run: unknown }
  | { readonly out: unknown }
  | { readonly err: unknown }
  | { readonly end: unknown }
>;

function changeFile(system: WorldSystem, step: FileStep): FileError | null {
  const { files } = system;
  if ("write" in step)
    return system.writeFile(encodeByteString(step.write.file), encodeText(step.write.text));
  if ("append" in step) {
    const path = encodeByteString(step.append.file);
    const node = readFile(files, system.absolute(path));
    const before = typeof node === "string" ? new Uint8Array() : node.bytes;
    return system.writeFile(path, joinBytes([before, encodeText(step.append.text)]));
  }
  if ("rename" in step)
    return system.rename(encodeByteString(step.rename.from), encodeByteString(step.rename.to));
  if ("remove" in step) {
    const path = encodeByteString(step.remove.file);
    const absolute = system.absolute(path);
    const isFolder = files.nodes.get(absolute)?.kind === "folder";
    return (
      system.forbids(path, "change entry") ??
      (isFolder ? removeFolder(files, absolute) : removeFile(files, absolute))
    );
  }
  return makeFolder(system, step.makeFolder.file);
}

function makeFolder(system: WorldSystem, file: string): FileError | null {
  const { files } = system;
  const path = encodeByteString(file);
  const absolute = system.absolute(path);
  if (files.nodes.has(absolute)) return "EEXIST";
  if (!files.nodes.has(parentPath(absolute))) return "ENOENT";
  const { name: owner, group } = system.user();
  return system.forbids(path, "change entry") ?? makeFolders(files, absolute, system.now(), { owner, group });
}

function* run(
  system: WorldSystem,
  { argv, environment: changes, folder, input }: Extract<BashStep, { readonly run: unknown }>["run"],
): Steps<StepResult> {
  const environment = new Map(system.environment);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) environment.delete(encodeByteString(name));
    else environment.set(encodeByteString(name), encodeByteString(value));
  }
  system.changeFolder(encodeByteString(folder));
  const arrival = yield {
    kind: "run",
    argv: argv.map(encodeByteString),
    environment,
    input: new Map(input === null ? [] : [[0, encodeText(input)]]),
    collect: input === null ? [] : [1, 2],
    notRunCode: exitCodes.notFound,
  };
  if (arrival.kind !== "exited") return nothing;
  const { code, signal = 0, output } = arrival;
  return {
    error: null,
    code: code ?? exitCodes.signalled + signal,
    out: output?.get(1) ?? new Uint8Array(),
    err: output?.get(2) ?? new Uint8Array(),
  };
}

/** Source: POSIX.1-2017 XCU 2.8.2. */
const exitCodes = { notFound: 127, signalled: 128 } as const;
