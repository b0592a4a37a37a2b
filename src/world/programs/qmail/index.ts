export { qmailLocal } from "./qmail-local.ts";
export { qmailRemote } from "./qmail-remote.ts";
export { qmailSend, qmailStart } from "./qmail-send.ts";
