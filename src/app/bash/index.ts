export type { BashAttendant } from "./bash-attendant.ts";
