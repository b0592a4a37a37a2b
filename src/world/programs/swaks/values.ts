import { byteString, type ByteString } from "../../../engine/bytes/index.ts";
import { unixErrorText } from "../../files/index.ts";
import type { WorldSystem } from "../../process.ts";
import { optionTable } from "./option-table.ts";
import type { GivenOptions } from "./options.ts";
import { ask, createInput, failure, type Failure, type Steps } from "./steps.ts";

/** What the options say, with what had to be asked for. */
export interface Values {
  has(name: string): boolean;
  /** "" if it's not given, or given without a value. */
  get(name: string): ByteString;
  list(name: string): readonly ByteString[];
}

/** Asks for what is needed and not said, and reads the files that options name. */
// swaks 20240103.0 get_arg
export function* completeValues(
  system: WorldSystem,
  given: GivenOptions,
  needs: (values: Values) => readonly (readonly [name: string, prompt: ByteString])[],
): Steps<Values | Failure> {
  const input = createInput();
  const complete = new Map<string, readonly ByteString[]>();
  let whole: ByteString | null = null;
  for (const { names, prompt, match, isFromFile } of optionTable) {
    const [name = ""] = names;
    const values = given.get(name);
    if (values === undefined) continue;
    const done: ByteString[] = [];
    for (const value of values) {
      if (value === "" && prompt === "")
        return failure(1, `Option processing error: option ${name} specified with no argument`);
      const said =
        value === "" && prompt !== undefined ? yield* ask(system, input, { prompt, match }) : value;
      if (typeof said !== "string") return said;
      if (isFromFile === true && said === "-") {
        whole ??= yield* input.rest();
        done.push(whole);
        continue;
      }
      const text = isFromFile === true ? fileText(system, name, said) : said;
      if (typeof text !== "string") return text;
      done.push(text);
    }
    complete.set(name, done);
  }
  const view: Values = {
    has: (name) => complete.has(name),
    get: (name) => complete.get(name)?.[0] ?? "",
    list: (name) => complete.get(name) ?? [],
  };
  for (const [name, prompt] of needs(view)) {
    if (view.get(name) !== "") continue;
    const match = optionTable.find(({ names }) => names[0] === name)?.match;
    const said = yield* ask(system, input, { prompt, match });
    if (typeof said !== "string") return said;
    complete.set(name, [said]);
  }
  return view;
}

/** What `@PATH` stands for; `@@` is an at sign. */
function fileText(system: WorldSystem, name: string, value: ByteString): ByteString | Failure {
  if (!value.startsWith("@")) return value;
  const path = value.slice(1);
  if (path.startsWith("@")) return path;
  const file = system.readFile(path);
  if (file.kind === "read") return byteString(file.bytes);
  const why = file.error === "ENOENT" ? "No such file or directory" : unixErrorText(file.error);
  return failure(1, `Option processing error: file ${path} not openable for option ${name} (${why})`);
}
