export { keptWorlds } from "./kept-worlds.ts";
export { recorded } from "./recorded.ts";
