export { controlList } from "./control-list.ts";
export { domainProblems } from "./domain-problems.ts";
export { keyOfPair, pairProblems } from "./pair-problems.ts";
export type { ControlList } from "./list.ts";
export { layoutProblems, mended, severalNames, type EntryProblem } from "./problem.ts";
export { domainParts } from "./tokenize.ts";
