export {
  createFileSystem,
  listFolder,
  makeFolders,
  readFile,
  removeFile,
  renameFile,
  writeFile,
  type FileNode,
  type FileSystem,
  type Node,
} from "./file-system.ts";
export { baseName, parentPath, resolvePath } from "./path.ts";
