export {
  addBuiltins,
  builtinNames,
  type Builtin,
  type BuiltinContext,
  type MoreBuiltins,
} from "./builtins.ts";
export { bringCompletion, complete, type Completion } from "./complete.ts";
export { runText } from "./run.ts";
export { sh } from "./sh.ts";
export type { Shell, Steps } from "./shell.ts";
export { advise } from "./slips.ts";
