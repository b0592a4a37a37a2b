export { firstPrograms } from "./first.ts";
