export type { BashStep } from "./bash-step.ts";
export { actionSchema, actionsSchema, type Action } from "./action.ts";
export type { ConsoleEntry, ConsoleState, ReplyId } from "./console.ts";
export { sendProbe, type Fate } from "./fate.ts";
export {
  listFolder,
  parentPath,
  permissionError,
  readFile,
  resolvePath,
  type FileNode,
  type FileSystem,
  type Node,
} from "./files/index.ts";
export { createHistory, type History } from "./history.ts";
export type { Host } from "./host.ts";
export { perform, type Performed } from "./perform.ts";
export { probe, type Probe, type ProbeResult } from "./probe.ts";
export { takeStep } from "./take-step.ts";
export type { BashRequest, StepResult } from "./process.ts";
export { programNames, programPath } from "./program-files.ts";
export { begin, replay, type Start } from "./run.ts";
export { complete } from "./shell/index.ts";
export { filesOf, type ConnectionTrace, type TracedReply } from "./trace.ts";
export type { User } from "./users.ts";
export { waitingBash, type WaitingBash } from "./waiting-bash.ts";
export { worldFileSchema, type FileOverlay, type WorldFile } from "./world-file.ts";
export { worldTroubles } from "./world-troubles.ts";
export type { World } from "./world.ts";
export { worldHash } from "./world-hash.ts";
