export { compileMorercpthosts } from "./compile.ts";
export { qmailNewmrh } from "./qmail-newmrh.ts";
