export { virtualdomains } from "./virtualdomains.ts";
