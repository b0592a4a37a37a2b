export { qmail_close, type CustomErrors, type QueueEnding } from "./close.ts";
export {
  addRecipient,
  closeEnvelope,
  openEnvelope,
  parseEnvelope,
  type Envelope,
  type EnvelopeDraft,
  type EnvelopeRead,
} from "./envelope.ts";
