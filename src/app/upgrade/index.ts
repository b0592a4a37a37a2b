export { whenWanted, type Upgrade } from "./upgrade.ts";
