export { keepOffline } from "./offline.ts";
