export {
  changeNode,
  createFileSystem,
  isTooLong,
  listFolder,
  makeFolders,
  nullDevice,
  readFile,
  removeFile,
  removeFolder,
  renameFile,
  writeFile,
  type FileNode,
  type FileSystem,
  type Node,
  type Owner,
} from "./file-system.ts";
export { permissionError, type Access } from "./permission.ts";
export { baseName, parentPath, resolvePath } from "./path.ts";
