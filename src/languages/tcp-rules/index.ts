export { tcpRules } from "./tcp-rules.ts";
