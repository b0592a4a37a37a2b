export { sh } from "./sh.ts";
