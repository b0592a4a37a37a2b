import { byteString, bytesOf, decodeText, type ByteString } from "../../../engine/bytes/index.ts";
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
  DEFAULTS,
  dropped,
  PORT_SMTP,
  routeFor,
  smtp,
  smtpcode,
  texts,
} from "../../../engine/remote/index.ts";
import type { WorldArrival, WorldRunning, WorldSystem, WorldWait } from "../../process.ts";
import { exit } from "../print.ts";
import { readAll } from "./read-all.ts";

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
  const found = lookUp(system, target, route === null ? "exchangers" : "address");
  if (found.kind === "trouble") return report(texts.dnsTrouble);
  if (found.kind === "no such name") return report(texts.noSuchHost(target));
  const choice = chooseExchangers({
    exchangers: found.list,
    // netqmail-1.06 ipme.c counts 0.0.0.0 as its own.
    ownAddresses: ["0.0.0.0", ...(system.ownAddresses() ?? [])],
    hasRoute: route !== null,
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
    const mail = { partner: address, helohost: controls.helohost, sender, recipient, message };
    return report(
      yield* converse(system, mail, {
        socket: arrival.descriptor,
        timeoutSeconds: controls.timeoutRemoteSeconds,
      }),
    );
  }
  return report(texts.noConnection);
}

/** Speaks SMTP on a connection, and tells the report. */
function* converse(
  system: WorldSystem,
  mail: Parameters<typeof smtp>[0],
  { socket, timeoutSeconds }: { readonly socket: number; readonly timeoutSeconds: number },
): Generator<WorldWait, ByteString, WorldArrival> {
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

function lookUp(
  system: WorldSystem,
  host: ByteString,
  what: "exchangers" | "address",
): ReturnType<WorldSystem["mailExchangers"]> {
  const name = decodeText(bytesOf(host));
  if (what === "exchangers") return system.mailExchangers(name);
  const address = system.addressOf(name.replace(/^\[(.*)\]$/, "$1"));
  return address === null ? { kind: "no such name" } : { kind: "found", list: [{ preference: 0, address }] };
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
