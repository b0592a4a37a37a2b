import { Bash, defineCommand } from "just-bash/browser";

/**
 * An error that just-bash takes for a bound of its own: whoever throws it, in a command or in the hook that is called
 * before each one, ends all that is being run, and gets what that has printed. An abort would lose it. Each is good for once.
 */
export async function stopError(): Promise<Error> {
  let caught: unknown = null;
  const exceed = defineCommand("exceed", (_args, { executionScope }) => {
    try {
      executionScope?.consumeLimited("line", 1, 0);
    } catch (error) {
      caught = error;
    }
    return Promise.resolve({ stdout: "", stderr: "", exitCode: 0 });
  });
  await new Bash({ defenseInDepth: false, commands: [], customCommands: [exceed] }).exec("exceed");
  if (caught instanceof Error) return caught;
  throw new Error("just-bash has no bound to exceed");
}
