export { environmentFolderAt, isServerRoot, serverPlaces, type Layout, type ServerPlaces } from "./layout.ts";
export {
  environmentPath,
  recognize,
  type LeftOver,
  type RecognizedFile,
  type Recognition,
  type ServerPart,
} from "./recognize.ts";
export {
  isSameServerFiles,
  noServerFiles,
  withServerFiles,
  type ServerFile,
  type ServerFiles,
} from "./given-files.ts";
export { changeServerFiles, configurationOf } from "./server-files.ts";
