export { parseOptions } from "./options.ts";
export { rblsmtpd } from "./rblsmtpd.ts";
export { unableToRun } from "./replies.ts";
