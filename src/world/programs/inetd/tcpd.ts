import type { ByteString } from "../../../engine/bytes/index.ts";
import {
  cannotExecute,
  connectFrom,
  eval_client,
  hosts_access,
  noClientAddress,
  refusedConnect,
  request_init,
  unknown,
  warn,
  type Asking,
  type Question,
  type Reply,
} from "../../../engine/wrappers/index.ts";
import { baseName, unixErrorText } from "../../files/index.ts";
import type { WorldArrival, WorldRunning, WorldSystem, WorldWait } from "../../process.ts";
import { exit } from "../print.ts";
import { askIdent } from "../ucspi-tcp/tcpserver-names.ts";
import { sock_hostname } from "./client-name.ts";
import { syslog } from "./syslog.ts";

/** Where daemons are that inetd.conf names without a path. Source: tcp_wrappers-7.6 Makefile, linux. */
const REAL_DAEMON_DIR = "/usr/sbin";

const tables = { allow: "/etc/hosts.allow", deny: "/etc/hosts.deny" } as const;

/**
 * tcpd(8): asks /etc/hosts.allow and /etc/hosts.deny whether a client may have the daemon that its argv[0] names, and
 * becomes that. It's one that has been built with hosts_options(5), so that rules can set variables; on one without, what
 * stands behind a rule's second colon is a shell command, and the daemon never sees a variable of it. As in Debian's
 * build, a client whose name doesn't hold is refused only by a rule for PARANOID.
 */
// tcp_wrappers-7.6 tcpd.c main
export function* tcpd(system: WorldSystem): WorldRunning {
  const [name = "", ...rest] = system.argv;
  const path = name.startsWith("/") ? name : `${REAL_DAEMON_DIR}/${name}`;
  const daemon = name.startsWith("/") ? baseName(name) : name;
  const log = (text: ByteString): void => {
    syslog(system, daemon, text);
  };
  const socket = system.socketAddresses(0);
  const request = request_init(
    {
      daemon,
      processId: system.processId,
      clientAddress: socket?.clientAddress ?? unknown,
      serverAddress: socket?.serverAddress ?? unknown,
    },
    {
      log,
      note: (note) => {
        system.note(note);
      },
    },
  );
  if (socket === null) warn(request, noClientAddress("Transport endpoint is not connected"));
  const read = (file: ByteString) => ({ file, read: system.readFile(file) });
  const access = { allow: read(tables.allow), deny: read(tables.deny) };
  const verdict = yield* answered(system, hosts_access(request, access));
  const client = yield* answered(system, eval_client(request));
  if (verdict === "deny") {
    log(refusedConnect(client));
    return yield* clean_exit();
  }
  log(connectFrom(client));
  const environment = new Map([...system.environment, ...request.variables]);
  if (system.programPath(path, environment) === null) {
    log(cannotExecute(path, unixErrorText(system.whyNotRun(path, environment))));
    return yield* clean_exit();
  }
  return { kind: "exec file", path, argv: [daemon, ...rest], environment };
}

/** Brings an undertaking to its end by finding out all that it asks. */
function* answered<T>(system: WorldSystem, asking: Asking<T>): Generator<WorldWait, T, WorldArrival> {
  let step = asking.next();
  while (step.done !== true) step = asking.next(yield* find(system, step.value));
  return step.value;
}

function* find(system: WorldSystem, question: Question): Generator<WorldWait, Reply, WorldArrival> {
  if (question.kind === "name") return yield* sock_hostname(question.address);
  const client = system.socketAddresses(0)?.clientAddress ?? "";
  const user = yield* askIdent(system, client, question.timeoutSeconds);
  return { value: user ?? unknown, warning: null };
}

/** It's a second before a client is hung up on, so that inetd isn't called too often. */
// tcp_wrappers-7.6 clean_exit.c clean_exit
function* clean_exit(): WorldRunning {
  yield { kind: "sleep", seconds: 1 };
  return exit(0);
}
