import type { ByteString } from "../bytes/index.ts";
import {
  constmap_init,
  constmap_init_colon,
  control_readfile,
  control_readint,
  control_readline,
  control_rldef,
  type ConstMap,
  type ConstMapOfValues,
  type ControlEntry,
  type ControlRead,
  type ControlSource,
} from "../control/index.ts";
import { CONCURRENCY_MAX, DEFAULTS } from "./limits.ts";

/** What decides where a recipient goes. Of these, `locals` and `virtualdomains` are read again after a HUP. */
export interface Routing {
  readonly envnoathost: ByteString;
  readonly percenthack: ConstMap;
  readonly locals: ConstMap;
  readonly virtualdomains: ConstMapOfValues;
}

/** All that qmail-send reads when it starts. */
export interface SendControls {
  readonly routing: Routing;
  /** What `me` was at the start, which stands for `locals` where there's none; null if it wasn't there. */
  readonly me: ByteString | null;
  /** How many deliveries may run at a time. */
  readonly concurrency: { readonly local: number; readonly remote: number };
  readonly queueLifetimeSeconds: number;
  readonly bouncefrom: ByteString;
  readonly bouncehost: ByteString;
  /** The whole address that double bounces go to. */
  readonly doublebounceto: ByteString;
}

/** Reads the controls from `control/`; null if one can't be read, or if there's neither it nor its default. */
// qmail-1.03 qmail-send.c getcontrols
export function getcontrols(source: ControlSource): SendControls | null {
  const me = control_readline(source, "control/me");
  const line = (path: ByteString, otherwise: ByteString): ByteString | null => {
    const read = control_rldef(source, path, me);
    return read.kind === "present" ? read.value : read.kind === "absent" ? otherwise : null;
  };
  const plain = (path: ByteString, otherwise: ByteString): ByteString | null => {
    const read = control_readline(source, path);
    return read.kind === "present" ? read.value : read.kind === "absent" ? otherwise : null;
  };
  const number = (path: ByteString, otherwise: number): number | null => {
    const read = control_readint(source, path);
    return read.kind === "present" ? read.value : read.kind === "absent" ? otherwise : null;
  };
  if (me.kind === "unreadable") return null;
  const queueLifetimeSeconds = number("control/queuelifetime", DEFAULTS.queueLifetimeSeconds);
  const local = number("control/concurrencylocal", DEFAULTS.concurrencyLocal);
  const remote = number("control/concurrencyremote", DEFAULTS.concurrencyRemote);
  const envnoathost = line("control/envnoathost", "envnoathost");
  const bouncefrom = plain("control/bouncefrom", "MAILER-DAEMON");
  const bouncehost = line("control/bouncehost", "bouncehost");
  const doublebouncehost = line("control/doublebouncehost", "doublebouncehost");
  const doublebounceto = plain("control/doublebounceto", "postmaster");
  const percenthack = control_readfile(source, "control/percenthack");
  const ownName = me.kind === "present" ? me.value : null;
  const routes = readRoutes(source, ownName);
  if (queueLifetimeSeconds === null || local === null || remote === null || envnoathost === null) return null;
  if (bouncefrom === null || bouncehost === null || doublebounceto === null || doublebouncehost === null)
    return null;
  if (percenthack.kind === "unreadable" || routes.kind === "failed") return null;
  return {
    routing: { envnoathost, percenthack: constmap_init(entriesOf(percenthack)), ...routes.routes },
    me: ownName,
    concurrency: { local: Math.min(local, CONCURRENCY_MAX), remote: Math.min(remote, CONCURRENCY_MAX) },
    queueLifetimeSeconds,
    bouncefrom,
    bouncehost,
    doublebounceto: `${doublebounceto}@${doublebouncehost}`,
  };
}

/** What came of reading again; a failure names the file, and everything stays as it was. */
export type Reread =
  | { readonly kind: "read"; readonly routing: Routing }
  | { readonly kind: "failed"; readonly file: ByteString };

/** The routing with `locals` and `virtualdomains` read again: what a HUP does, and all that it does. `me` isn't. */
// qmail-1.03 qmail-send.c regetcontrols, control.c control_init
export function regetcontrols(
  source: ControlSource,
  { routing, me }: Pick<SendControls, "routing" | "me">,
): Reread {
  const read = readRoutes(source, me);
  return read.kind === "failed" ? read : { kind: "read", routing: { ...routing, ...read.routes } };
}

type Routes = Pick<Routing, "locals" | "virtualdomains">;

function readRoutes(
  source: ControlSource,
  me: ByteString | null,
):
  | { readonly kind: "read"; readonly routes: Routes }
  | { readonly kind: "failed"; readonly file: ByteString } {
  const locals = control_readfile(source, "control/locals");
  // qmail-1.03 control.c control_readfile, flagme
  const isWithoutLocals = locals.kind === "absent" && me === null;
  if (locals.kind === "unreadable" || isWithoutLocals) return { kind: "failed", file: "control/locals" };
  const virtualdomains = control_readfile(source, "control/virtualdomains");
  if (virtualdomains.kind === "unreadable") return { kind: "failed", file: "control/virtualdomains" };
  const localEntries = locals.kind === "absent" && me !== null ? [{ text: me, line: 1 }] : entriesOf(locals);
  return {
    kind: "read",
    routes: {
      locals: constmap_init(localEntries),
      virtualdomains: constmap_init_colon(entriesOf(virtualdomains)),
    },
  };
}

function entriesOf(list: ControlRead<readonly ControlEntry[]>): readonly ControlEntry[] {
  return list.kind === "present" ? list.value : [];
}
