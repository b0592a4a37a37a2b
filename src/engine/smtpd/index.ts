export { b64encode } from "./base64.ts";
export { localiphost } from "./localiphost.ts";
export { PROFILE_NAMES, PROFILES, type Profile, type ProfileName } from "./profiles.ts";
export { qmailSmtpd } from "./program.ts";
export { feed, openSession, type Opening, type Session, type SessionOptions } from "./session.ts";
export type { SessionHost } from "./setup.ts";
export type { Demand, Effect } from "./state.ts";
