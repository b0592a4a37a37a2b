import type { Probe } from "../../audit/index.ts";
import { encodeByteString } from "../../engine/bytes/index.ts";

/** A client and its mail, in the words of the one who asks about them. */
export type AskedProbe = Probe;

/** The same in bytes. */
export function probeOf({ address, name, info, sender, recipient }: AskedProbe): Probe {
  return {
    address,
    name: name === null ? null : encodeByteString(name),
    info: info === null ? null : encodeByteString(info),
    sender: encodeByteString(sender),
    recipient: encodeByteString(recipient),
  };
}
