export { rcpthosts, rcpthosts_init, type RcptHosts, type RcptVerdict } from "./rcpthosts.ts";
