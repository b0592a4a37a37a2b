export { tcpRules } from "./tcp-rules.ts";
export { VARIABLES } from "./variables.ts";
