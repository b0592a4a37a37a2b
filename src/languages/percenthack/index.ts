export { percenthack } from "./percenthack.ts";
