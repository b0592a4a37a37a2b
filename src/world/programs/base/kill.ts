import type { ByteString } from "../../../engine/bytes/index.ts";
import { baseName } from "../../files/index.ts";
import {
  signalNumbers,
  type Process,
  type Signal,
  type WorldRunning,
  type WorldSystem,
} from "../../process.ts";
import { complain, exit, printLine } from "../print.ts";

const signalNames = Object.keys(signalNumbers).filter((name) => isSignal(name));

/** kill(1): sends processes a signal, TERM by default. -l lists those that there are; signal 0 only asks for the process. */
// POSIX.1-2017 XCU kill, in the words of util-linux 2.38
export function* kill(system: WorldSystem): WorldRunning {
  const request = parse(system.argv);
  if (request.kind !== "signal") return answer(system, request);
  const { signal, operands } = request;
  if (operands.length === 0) {
    complain(system, "not enough arguments");
    return exit(1);
  }
  let code = 0;
  for (const operand of operands) {
    const process = system.processes().find(({ id }) => String(id) === operand);
    const why = !/^\d+$/.test(operand)
      ? "Invalid argument"
      : process === undefined
        ? "No such process"
        : mayNot(system, process);
    if (why !== null) {
      code = 1;
      complain(
        system,
        why === "Invalid argument" ? `invalid pid ${operand}` : `sending signal to ${operand} failed: ${why}`,
      );
    } else if (process !== undefined && signal !== null) system.kill(process.id, signal);
  }
  return exit(code);
}

/** killall(1): sends a signal to all processes of these names. */
// psmisc-23.6 killall.c
export function* killall(system: WorldSystem): WorldRunning {
  const request = parse(system.argv);
  if (request.kind !== "signal") return answer(system, request);
  const { signal, operands } = request;
  let code = operands.length === 0 ? 1 : 0;
  for (const name of operands) {
    const found = system
      .processes()
      .filter(({ id, argv }) => id !== system.processId && baseName(argv[0] ?? "") === baseName(name));
    if (found.length === 0) {
      complain(system, `${name}: no process found`);
      code = 1;
    }
    for (const process of found) {
      const why = mayNot(system, process);
      if (why !== null) {
        complain(system, `${name}(${process.id}): ${why}`);
        code = 1;
      } else if (signal !== null) system.kill(process.id, signal);
    }
  }
  return exit(code);
}

type Request =
  /** Null stands for signal 0, which is never sent. */
  | { readonly kind: "signal"; readonly signal: Signal | null; readonly operands: readonly ByteString[] }
  | { readonly kind: "list" }
  | { readonly kind: "unknown signal"; readonly name: ByteString };

/** Reads "-HUP", "-1", "-SIGHUP", "-s HUP" and "-l" before the operands. */
function parse([, ...words]: readonly ByteString[]): Request {
  const [first = "", second = ""] = words;
  if (first === "-l") return { kind: "list" };
  if (!/^-./.test(first)) return { kind: "signal", signal: "TERM", operands: words };
  if (first === "--") return { kind: "signal", signal: "TERM", operands: words.slice(1) };
  const hasName = first === "-s" || first === "-n";
  const name = hasName ? second : first.slice(1);
  const operands = words.slice(hasName ? 2 : 1);
  if (name === "0") return { kind: "signal", signal: null, operands };
  const signal = signalNamed(name);
  return signal === null ? { kind: "unknown signal", name } : { kind: "signal", signal, operands };
}

function signalNamed(name: ByteString): Signal | null {
  const bare = name.toUpperCase().replace(/^SIG/, "");
  return signalNames.find((signal) => signal === bare || String(signalNumbers[signal]) === name) ?? null;
}

function isSignal(name: string): name is Signal {
  return Object.hasOwn(signalNumbers, name);
}

function answer(system: WorldSystem, request: Exclude<Request, { kind: "signal" }>) {
  if (request.kind === "list") {
    printLine(system, signalNames.join(" "));
    return exit(0);
  }
  complain(system, `unknown signal ${request.name}; valid signals: ${signalNames.join(" ")}`);
  return exit(1);
}

/** Why this user may not send the process a signal; null if it may. */
// POSIX.1-2017 XSH kill
function mayNot(system: WorldSystem, { user }: Pick<Process, "user">): ByteString | null {
  const { uid } = system.user();
  return uid === 0 || uid === user.uid ? null : "Operation not permitted";
}
