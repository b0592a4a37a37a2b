import { bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
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
  PORT_SMTP,
  routeFor,
  texts,
} from "../../../engine/remote/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { exit } from "../print.ts";
import { converse } from "../net/remote-smtp.ts";
import { addressesOf, ask, exchangersOf, type Asking } from "../net/mail-exchangers.ts";
import { readAll } from "../read-all.ts";

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
