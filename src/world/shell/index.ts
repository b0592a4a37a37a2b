export { builtinNames } from "./builtins.ts";
export { addCompletions, complete } from "./complete.ts";
export { sh } from "./sh.ts";
