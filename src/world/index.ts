export { type BashStep } from "./bash-step.ts";
export {
  filesOf,
  type ConnectionTrace,
  type ConsoleEntry,
  type ConsoleState,
  type ReplyId,
  type TracedReply,
} from "./console/index.ts";
export {
  listFolder,
  parentPath,
  permissionError,
  readFile,
  resolvePath,
  type FileNode,
  type FileSystem,
  type Node,
  type User,
} from "./files/index.ts";
export { type Host } from "./host.ts";
export { portNumber } from "./network/index.ts";
export { probe, sendProbe, type Fate, type Probe, type ProbeResult } from "./probes/index.ts";
export { type BashRequest, type StepResult } from "./process.ts";
export { programNames, programPath } from "./program-files.ts";
export {
  actionSchema,
  actionsSchema,
  begin,
  createHistory,
  perform,
  replay,
  takeStep,
  waitingBash,
  worldHash,
  worldTroubles,
  type Action,
  type History,
  type Performed,
  type Start,
  type WaitingBash,
} from "./runs/index.ts";
export { complete } from "./shell/index.ts";
export { worldFileSchema, type FileOverlay, type WorldFile } from "./world-file.ts";
export { type World } from "./world.ts";
