export { controlList } from "./control-list.ts";
export type { ControlList } from "./list.ts";
export { domainParts } from "./tokenize.ts";
