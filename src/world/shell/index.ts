export { builtinNames } from "./builtins.ts";
export { complete } from "./complete.ts";
export { sh } from "./sh.ts";
