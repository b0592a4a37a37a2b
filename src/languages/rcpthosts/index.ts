export { morercpthosts, rcpthosts } from "./rcpthosts.ts";
