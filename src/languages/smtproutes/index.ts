export { smtproutes } from "./smtproutes.ts";
