export { rblsmtpd } from "./rblsmtpd.ts";
export { unableToRun } from "./replies.ts";
