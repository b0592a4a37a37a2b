export { whenIdle, whenTouched } from "./upgrade.ts";
