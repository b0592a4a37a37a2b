import type { WorldProgram } from "../process.ts";

/** qmail's programs go to their home first: their paths are relative to it. Source: qmail-1.03 auto_qmail.c. */
export function atQmailHome(program: WorldProgram): WorldProgram {
  return (system) => {
    system.changeFolder("/var/qmail");
    return program(system);
  };
}
