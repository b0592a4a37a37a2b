import { bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import { errorText } from "../../../engine/program/index.ts";
import type { WorldProgram, WorldRunning, WorldSystem } from "../../process.ts";
import { exit } from "../print.ts";

/** Exit codes. Source: ucspi-tcp-0.88 recordio.c, fixcrio.c. */
const exitCodes = { usage: 100, trouble: 111 } as const;

/**
 * What stands between a program and the network, made of the system of the process that copies and the id of the one that
 * is the program. Each piece is what one read gives.
 */
export interface Between {
  /** What becomes of a piece on its way: `in` to the program, `out` from it. */
  readonly pass: (piece: Uint8Array, way: Way) => Uint8Array;
  readonly end?: (way: Way) => void;
}

export type Way = "in" | "out";

/** Bytes that one read takes at most. Origin: ucspi-tcp-0.88 recordio.c leftbuf, fixcrio.c prebuf. */
const pieceBytesMax = 256;

/**
 * The program that `name` is: it becomes the program of its arguments, with pipes for standard input and output, and
 * leaves a child that copies between these and its own.
 */
// ucspi-tcp-0.88 recordio.c main, fixcrio.c main
export function pipesAround(
  name: string,
  between: (system: WorldSystem, processId: number) => Between,
): WorldProgram {
  return function* (system): WorldRunning {
    const argv = system.argv.slice(1);
    const [program] = argv;
    if (program === undefined) {
      system.write(2, bytesOf(`${name}: usage: ${name} program [ arg ... ]\n`));
      return exit(exitCodes.usage);
    }
    const into = system.pipe();
    const outOf = system.pipe();
    const { processId } = system;
    const copier = copyBetween((copying) => between(copying, processId));
    const descriptors = new Map([0, 1, 2].map((number) => [number, number]));
    descriptors.set(copied.into, into.writer).set(copied.outOf, outOf.reader);
    if (
      system.start({ argv: system.argv, environment: system.environment, descriptors, program: copier }) ===
      null
    )
      return fatal(system, name, "unable to fork: temporary failure");
    system.replaceDescriptors(
      new Map([
        [0, into.reader],
        [1, outOf.writer],
        [2, 2],
      ]),
    );
    if (system.programPath(program, system.environment) === null)
      return fatal(
        system,
        name,
        `unable to run ${program}: ${errorText(system.whyNotRun(program, system.environment))}`,
      );
    return { kind: "exec", argv, environment: system.environment };
  };
}

/** The child's descriptors of the two pipes. */
const copied = { into: 3, outOf: 4 } as const;

/** The child ends when the program says no more; the end of what the client says is handed on to the program. */
// ucspi-tcp-0.88 recordio.c doit, fixcrio.c doit
function copyBetween(between: (system: WorldSystem) => Between): WorldProgram {
  return function* (system): WorldRunning {
    const { pass, end } = between(system);
    let sources: readonly number[] = [0, copied.outOf];
    for (;;) {
      const arrival = yield { kind: "poll", descriptors: sources };
      if (arrival.kind === "bytes from") {
        const [way, target] =
          arrival.descriptor === 0 ? (["in", copied.into] as const) : (["out", 1] as const);
        for (let at = 0; at < arrival.bytes.length; at += pieceBytesMax)
          system.writeTo(target, pass(arrival.bytes.subarray(at, at + pieceBytesMax), way));
      } else if (arrival.kind === "end of" && arrival.descriptor === 0) {
        system.close(copied.into);
        end?.("in");
        sources = [copied.outOf];
      } else {
        end?.("out");
        return exit(0);
      }
    }
  };
}

function fatal(system: WorldSystem, name: string, text: ByteString): ReturnType<typeof exit> {
  system.write(2, bytesOf(`${name}: fatal: ${text}\n`));
  return exit(exitCodes.trouble);
}
