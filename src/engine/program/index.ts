export { errorText, isFileError, type FileError } from "./file-error.ts";
export type {
  Answer,
  Arrival,
  Ending,
  Environment,
  FileRead,
  Origin,
  Program,
  System,
  Wait,
} from "./program.ts";
export { die } from "./die.ts";
