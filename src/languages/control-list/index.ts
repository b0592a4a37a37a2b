export { controlList, type ControlList } from "./control-list.ts";
export { domainProblems } from "./domain-problems.ts";
export { keyOfPair, pairProblems } from "./pair-problems.ts";
export { layoutProblems, mended, severalNames, type EntryProblem } from "./problem.ts";
export { domainParts } from "./tokenize.ts";
