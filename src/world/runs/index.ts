export { type Action, actionSchema, actionsSchema } from "./action.ts";
export { type History, createHistory } from "./history.ts";
export { type Performed, perform } from "./perform.ts";
export { type Start, begin, replay } from "./run.ts";
export { takeStep } from "./take-step.ts";
export { type WaitingBash, waitingBash } from "./waiting-bash.ts";
export { worldHash } from "./world-hash.ts";
export { worldTroubles } from "./world-troubles.ts";
