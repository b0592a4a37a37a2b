export { environmentFolderAt, isServerRoot, serverPlaces, type Layout, type ServerPlaces } from "./layout.ts";
export {
  environmentPath,
  recognize,
  type LeftOver,
  type RecognizedFile,
  type Recognition,
  type ServerPart,
} from "./recognize.ts";
export { noServerFiles, withServerFiles, type ServerFile, type ServerFiles } from "./given-files.ts";
export { configurationOf, fixServerFiles } from "./server-files.ts";
