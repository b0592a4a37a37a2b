export { sgetopt, type Option, type Options } from "./sgetopt.ts";
