export { qmail_close, type CustomErrors, type QueueEnding } from "./close.ts";
export {
  ENVELOPE_END,
  envelopeRecipient,
  envelopeSender,
  parseEnvelope,
  type Envelope,
  type EnvelopeRead,
} from "./envelope.ts";
