import { byteString, bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import { dropped, smtp, smtpcode } from "../../../engine/remote/index.ts";
import type { WorldSystem } from "../../process.ts";
import type { Asking } from "./mail-exchangers.ts";

/** Speaks SMTP on a connection, and tells the report. */
export function* converse(
  system: WorldSystem,
  mail: Parameters<typeof smtp>[0],
  { socket, timeoutSeconds }: { readonly socket: number; readonly timeoutSeconds: number },
): Asking<ByteString> {
  const dialogue = smtp(mail);
  let received: ByteString = "";
  for (let step = dialogue.next(); ;) {
    if (step.done === true) {
      system.writeTo(socket, bytesOf("QUIT\r\n"));
      system.close(socket);
      return step.value;
    }
    if (step.value.say !== null) system.writeTo(socket, bytesOf(step.value.say));
    let reply = smtpcode(received);
    while (reply === null) {
      const arrival = yield { kind: "poll", descriptors: [socket], timeoutSeconds };
      if (arrival.kind !== "bytes from") return dropped(mail.partner, step.value.message);
      received += byteString(arrival.bytes);
      reply = smtpcode(received);
    }
    received = received.slice(reply.length);
    step = dialogue.next(reply);
  }
}
