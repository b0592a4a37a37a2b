export { qmailInject } from "./qmail-inject.ts";
