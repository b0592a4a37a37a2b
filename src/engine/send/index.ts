export { addbounce, BOUNCE_OPENING, injectbounce, TOO_LONG_IN_THE_QUEUE, type Bounce } from "./bounce.ts";
export { getcontrols, regetcontrols, type Routing, type SendControls } from "./controls.ts";
export { REPORT_BYTES_MAX } from "./limits.ts";
export { log } from "./log.ts";
export { nextretry } from "./retry.ts";
export { rewrite, senderadd, type Channel } from "./rewrite.ts";
