import type { ByteString } from "../../../engine/bytes/index.ts";
import { baseName } from "../../files/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { complain, exit, printLine } from "../print.ts";

/** How wide a line may be on a screen, by the number of w among its options; more have no limit. Source: procps ps(1). */
const psColumns = [80, 132] as const;

/** Which processes are asked for. */
interface Selection {
  readonly by: "process" | "user" | "command";
  readonly values: readonly ByteString[];
}

const selections: Readonly<Record<string, Selection["by"]>> = {
  "-p": "process",
  p: "process",
  "-u": "user",
  "-U": "user",
  "-C": "command",
};

/**
 * ps(1): the processes of the host, or those of -p PID, -u USER or -C NAME. Its other letters, with a dash or without, are
 * about which columns of which processes there are, and make no difference here, but for w.
 */
export function* ps(system: WorldSystem): WorldRunning {
  const chosen: Selection[] = [];
  let width = 0;
  for (let at = 1; at < system.argv.length; at++) {
    const word = system.argv[at] ?? "";
    const by = Object.hasOwn(selections, word) ? selections[word] : undefined;
    const value = system.argv[at + 1];
    if (by !== undefined && value !== undefined) {
      chosen.push({ by, values: value.split(/[ ,]+/) });
      at++;
    } else if (/^-?[aAefHjlTuwx]+$/.test(word) && word !== "-u") {
      width += word.split("w").length - 1;
    } else {
      complain(
        system,
        by === undefined ? `unsupported option '${word}'` : `the option ${word} requires an argument`,
      );
      return exit(1);
    }
  }
  const processes = system
    .processes()
    .filter(({ id, user, argv }) =>
      chosen.length === 0
        ? true
        : chosen.some(({ by, values }) =>
            by === "process"
              ? values.includes(String(id))
              : by === "user"
                ? values.includes(user.name) || values.includes(String(user.uid))
                : values.includes(baseName(argv[0] ?? "")),
          ),
    );
  printLine(system, "    PID USER     COMMAND");
  // procps-4.0 ps/global.c: what isn't shown on a screen isn't cut.
  const columns = system.output === "screen" ? psColumns[width] : undefined;
  let isErrorCut = false;
  for (const { id, user, argv } of processes) {
    const line = `${String(id).padStart(7)} ${user.name.padEnd(8)} ${argv.join(" ")}`;
    const shown = line.slice(0, columns);
    printLine(system, shown);
    isErrorCut ||= shown !== line && argv[0] === "readproctitle" && /[^.]/.test(argv.at(-1) ?? "");
  }
  if (isErrorCut)
    printLine(system, '(Long lines are cut here. ps axww shows all of what follows "service errors:".)');
  return exit(processes.length === 0 ? 1 : 0);
}
