export { readRunScript, type RunScript, type StartTrouble } from "./run-script.ts";
export type { Place, Unknown, UnknownReason } from "./partly-known.ts";
export type {
  ListAsked,
  PasswordCheck,
  PlacedText,
  RunUnknown,
  ServerStart,
  StartFailure,
  StartVariable,
  TakenVariable,
} from "./server-start.ts";
export { folderOf, plainPath, surroundingsOf, type Surroundings } from "./surroundings.ts";
