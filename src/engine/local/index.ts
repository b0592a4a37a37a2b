export { didLine, parseDotQmail, qmesearch, safeext, type Instruction } from "./dot-qmail.ts";
export { getpw, parsePasswd, type Addressee } from "./getpw.ts";
export { bouncexf, lines, mboxBody } from "./lines.ts";
export { localReport } from "./report.ts";
export { spawnTexts, texts } from "./texts.ts";
