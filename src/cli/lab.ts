import { commands, helpText } from "./commands.ts";
import { writeAll } from "./write.ts";

/** Runs `lab COMMAND ARGUMENT...` and gives its exit code. */
async function lab(command: string | undefined): Promise<number> {
  if (command === undefined || command === "help" || command === "--help" || command === "-h") {
    writeAll(1, helpText());
    return 0;
  }
  const found = commands.get(command);
  if (found === undefined) {
    writeAll(2, `lab: unknown command ${JSON.stringify(command)}; "lab help" lists the commands\n`);
    return 2;
  }
  await import("../world/programs/more.ts");
  const run = await found.load();
  return run(process.argv.slice(3));
}

process.exit(await lab(process.argv[2]));
