import { byteString, bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import {
  constmap_init_colon,
  control_readfile,
  control_readint,
  control_readline,
  control_rldef,
  type ConstMapOfValues,
  type ControlSource,
} from "../../../engine/control/index.ts";
import {
  chooseExchangers,
  dns_cname,
  DEFAULTS,
  dropped,
  PORT_SMTP,
  routeFor,
  smtp,
  smtpcode,
  texts,
} from "../../../engine/remote/index.ts";
import type { Answer } from "../../../engine/program/index.ts";
import type { WorldArrival, WorldRunning, WorldSystem, WorldWait } from "../../process.ts";
import { exit } from "../print.ts";
import { readAll } from "./read-all.ts";

type Asking<T> = Generator<WorldWait, T, WorldArrival>;

interface RemoteControls {
  readonly helohost: ByteString;
  readonly routes: ConstMapOfValues;
  readonly timeoutConnectSeconds: number;
  readonly timeoutRemoteSeconds: number;
}

/**
 * qmail-remote(8): `qmail-remote HOST SENDER RECIPIENT` sends the message on descriptor 0, and reports on descriptor 1.
 * `Gap:` one recipient at a time, as qmail-rspawn has it; hosts that don't answer aren't remembered (tcpto).
 */
// qmail-1.03 qmail-remote.c main
export function* qmailRemote(system: WorldSystem): WorldRunning {
  const [, host, sender, recipient] = system.argv;
  const report = (text: ByteString): ReturnType<typeof exit> => {
    system.write(1, bytesOf(text.endsWith("\0") ? text : `${text}\0`));
    return exit(0);
  };
  if (host === undefined || sender === undefined || recipient === undefined) return report(texts.usage);
  const controls = getcontrols(system);
  if (controls === null) return report(texts.unreadableControls);
  const route = routeFor(host, controls.routes);
  const target = route?.relay ?? host;
  const canonical = yield* canonicalRecipient(system, recipient, route === null ? "follow" : "leave");
  if (canonical === null) return report(texts.cnameTrouble);
  const found = yield* route === null ? exchangersOf(target) : addressesOf(target, 0);
  if (found.kind === "trouble") return report(texts.dnsTrouble);
  if (found.kind === "no such name") return report(texts.noSuchHost(target));
  const choice = chooseExchangers({
    exchangers: found.list,
    ownAddresses: [...(system.host.qmail?.selfAddresses ?? []), ...(system.ownAddresses() ?? [])],
    hasRoute: route !== null,
    hasOnlyAliases: canonical.isAlias,
  });
  if (choice.kind === "report") return report(choice.report);
  const message = yield* readAll(0);
  for (const address of choice.addresses) {
    const arrival = yield {
      kind: "connect",
      address,
      port: route?.port ?? PORT_SMTP,
      timeoutSeconds: controls.timeoutConnectSeconds,
    };
    if (arrival.kind !== "connected") continue;
    const mail = {
      partner: address,
      helohost: controls.helohost,
      sender,
      recipient: canonical.recipient,
      message,
    };
    return report(
      yield* converse(system, mail, {
        socket: arrival.descriptor,
        timeoutSeconds: controls.timeoutRemoteSeconds,
      }),
    );
  }
  return report(texts.noConnection);
}

/** The recipient with its domain's real name, in versions that look for it; null if DNS can't tell now. */
// qmail-1.03 qmail-remote.c addrmangle
function* canonicalRecipient(
  { host }: WorldSystem,
  recipient: ByteString,
  aliases: "follow" | "leave",
): Asking<{ readonly recipient: ByteString; readonly isAlias: boolean } | null> {
  const at = recipient.lastIndexOf("@");
  // notqmail-1.09 CHANGES: recipients aren't rewritten any more.
  if (aliases === "leave" || host.qmail?.name === "notqmail-1.09") return { recipient, isAlias: false };
  if (at === -1) return { recipient, isAlias: true };
  const following = dns_cname(recipient.slice(at + 1));
  let step = following.next();
  while (step.done !== true) step = following.next(yield* ask("ANY", step.value));
  const found = step.value;
  if (found.kind === "trouble") return null;
  return { recipient: `${recipient.slice(0, at)}@${found.name}`, isAlias: found.isAlias };
}

/** Speaks SMTP on a connection, and tells the report. */
function* converse(
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

/** Who takes mail for a host; `trouble` if no server has answered, so that who asks later may learn more. */
type Exchangers =
  /** The addresses, best first; empty if the hosts have none. */
  | { readonly kind: "found"; readonly list: readonly Exchanger[] }
  | { readonly kind: "no such name" }
  | { readonly kind: "trouble" };

interface Exchanger {
  readonly preference: number;
  readonly address: ByteString;
}

/** The addresses of a domain's mail exchangers, or, if it has none, its own. */
// qmail-1.03 dns.c dns_mxip
function* exchangersOf(domain: ByteString): Asking<Exchangers> {
  if (literal.test(domain)) return yield* addressesOf(domain, 0);
  const answer = yield* ask("MX", domain);
  if (answer.kind === "temporary failure") return { kind: "trouble" };
  if (answer.kind !== "found") return yield* addressesOf(domain, 0);
  const list: Exchanger[] = [];
  for (const value of answer.values) {
    const [preference = "", host = ""] = value.split(" ");
    const found = yield* addressesOf(host, Number(preference));
    if (found.kind === "trouble") return found;
    if (found.kind === "found") list.push(...found.list);
  }
  return { kind: "found", list };
}

/** An address in brackets stands for itself, and one without them too. */
const literal = /^\[?(\d{1,3}(?:\.\d{1,3}){3})\]?$/;

// qmail-1.03 dns.c dns_ipplus
function* addressesOf(host: ByteString, preference: number): Asking<Exchangers> {
  const [, itself] = literal.exec(host) ?? [];
  if (itself !== undefined) return { kind: "found", list: [{ preference, address: itself }] };
  const answer = yield* ask("A", host);
  if (answer.kind === "temporary failure") return { kind: "trouble" };
  if (answer.kind !== "found") return { kind: "no such name" };
  return { kind: "found", list: answer.values.map((address) => ({ preference, address })) };
}

function* ask(type: "A" | "ANY" | "MX", name: ByteString): Asking<Answer> {
  const arrival = yield { kind: "look up", type, name };
  if (arrival.kind !== "looked up") throw new Error(`${arrival.kind} came for a question to DNS`);
  return arrival.answer;
}

// qmail-1.03 qmail-remote.c getcontrols
function getcontrols(system: WorldSystem): RemoteControls | null {
  const source: ControlSource = { readFile: (path) => system.readFile(path), note: null };
  const timeoutRemote = control_readint(source, "control/timeoutremote");
  const timeoutConnect = control_readint(source, "control/timeoutconnect");
  const helohost = control_rldef(source, "control/helohost", control_readline(source, "control/me"));
  const routes = control_readfile(source, "control/smtproutes");
  if (helohost.kind !== "present" || routes.kind === "unreadable") return null;
  if (timeoutRemote.kind === "unreadable" || timeoutConnect.kind === "unreadable") return null;
  return {
    helohost: helohost.value,
    routes: constmap_init_colon(routes.kind === "present" ? routes.value : []),
    timeoutConnectSeconds:
      timeoutConnect.kind === "present" ? timeoutConnect.value : DEFAULTS.timeoutConnectSeconds,
    timeoutRemoteSeconds:
      timeoutRemote.kind === "present" ? timeoutRemote.value : DEFAULTS.timeoutRemoteSeconds,
  };
}
