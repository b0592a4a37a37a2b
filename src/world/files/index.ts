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
export { createAccounts } from "./accounts.ts";
export { unixErrorText } from "./error-text.ts";
export { type User, groupOf, homeOf, ownerNamed, root, userOf } from "./users.ts";
