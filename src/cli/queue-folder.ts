import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Exited, Run } from "./run-child.ts";
import { writeAll } from "./write.ts";

/** qmail-queue's exit code for trouble with writing. Source: qmail-1.03 qmail-queue.8. */
const WRITE_ERROR = 53;

/**
 * Takes the place of qmail-queue where there's none: each message becomes two files, `queue/NAME.message` and
 * `queue/NAME.envelope`, just as qmail-smtpd hands them over. A file that has its name is whole.
 */
export function queueFolder(folder: string): (run: Run) => Exited {
  let messages = 0;
  return (run) => {
    // Each message would have had a process of its own.
    const processId = process.pid + messages++;
    const name = join(folder, `${Date.now()}.${process.pid}.${messages}`);
    try {
      mkdirSync(folder, { recursive: true });
      store(`${name}.message`, run.input.get(0));
      store(`${name}.envelope`, run.input.get(1));
      return { kind: "exited", processId, code: 0 };
    } catch (error) {
      writeAll(2, `lab: unable to queue: ${error instanceof Error ? error.message : String(error)}\n`);
      return { kind: "exited", processId, code: WRITE_ERROR };
    }
  };
}

function store(path: string, bytes: Uint8Array | undefined): void {
  writeFileSync(`${path}.tmp`, bytes ?? new Uint8Array());
  renameSync(`${path}.tmp`, path);
}
