import { decodeByteString } from "../../engine/bytes/index.ts";
import type { Answer } from "./examination.ts";

/** The answer in one sentence, and whether it speaks for the client. */
export function answerWords({ admission, delivery }: Answer): {
  readonly sentence: string;
  readonly tone: "for" | "against" | "neutral";
} {
  switch (delivery.kind) {
    case "not connected":
      return {
        tone: "against",
        sentence:
          admission?.kind === "denied"
            ? "No: a rule hangs up on this client, before it can say anything."
            : "No: tcpserver can't use its rules, so it drops the connection.",
      };
    case "unknown":
      return admission?.kind === "relays"
        ? { tone: "for", sentence: "Yes: this client may send to anybody, since RELAYCLIENT is set for it." }
        : {
            tone: "neutral",
            sentence:
              "The client is let in and may not relay. Whether this recipient is taken depends on rcpthosts, which wasn't given.",
          };
    case "refused":
      return { tone: "against", sentence: `No: the server answers "${decodeByteString(delivery.reply)}".` };
    case "accepted":
      return { tone: "for", sentence: `Yes: the mail is taken${routeWords(delivery)}.` };
  }
}

function routeWords({ recipient, route }: Extract<Answer["delivery"], { kind: "accepted" }>): string {
  if (route === null) return ` for ${decodeByteString(recipient)}`;
  return route.channel === "local"
    ? `, and delivered on the server itself to ${decodeByteString(route.address)}`
    : `, and sent on to the server of ${decodeByteString(route.address.slice(route.address.lastIndexOf("@") + 1))}`;
}
