export { locals } from "./locals.ts";
