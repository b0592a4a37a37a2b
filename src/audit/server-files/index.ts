export { isServerRoot, serverPlaces, type Layout, type ServerPlaces } from "./layout.ts";
export {
  recognize,
  type LeftOver,
  type RecognizedFile,
  type Recognition,
  type ServerPart,
} from "./recognize.ts";
export {
  configurationOf,
  fixServerFiles,
  noServerFiles,
  withServerFiles,
  type ServerFile,
  type ServerFiles,
} from "./server-files.ts";
