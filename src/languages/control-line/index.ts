export { controlLines } from "./control-line.ts";
