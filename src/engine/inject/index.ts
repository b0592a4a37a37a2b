export { headerbody } from "./headerbody.ts";
export { qmailInject } from "./qmail-inject.ts";
