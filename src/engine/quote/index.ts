export { quote, quote2 } from "./quote.ts";
