export { badmailfrom } from "./badmailfrom.ts";
