import { byteString, decodeByteString, encodeText, type ByteString } from "../../../engine/bytes/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { exit } from "../print.ts";
import { adviceOnBash, adviceOnLine, adviceOnOpenQuote } from "./lines.ts";
import { adviceOnPath } from "./paths.ts";
import { adviceOnWords } from "./commands.ts";

/** Source: Debian's command-not-found, which the shell takes its status from there. */
const notFound = 127;

/**
 * command-not-found(8): a word or two about the slip that a newcomer has made at the shell's prompt. The shell runs it
 * behind its own complaint, with the words of a command that isn't there (`--`), or with a line that says nothing that
 * could be done (`--line`), or that isn't complete since a quote is open (`--open COLUMN`), or that takes bash (`--bash`).
 */
export function* commandNotFound(system: WorldSystem): WorldRunning {
  const [, how, ...rest] = system.argv;
  const words = rest.map((word) => decodeByteString(word));
  const [name = "", text = ""] = words;
  const advice =
    how === "--line"
      ? adviceOnLine(system, name)
      : how === "--open"
        ? adviceOnOpenQuote(system, { column: name, line: text })
        : how === "--bash"
          ? adviceOnBash(system)
          : name === "cd"
            ? adviceOnFolder(system, words[1])
            : name.includes("/")
              ? (adviceOnWords(system, words) ?? adviceOnPath(system, name))
              : (adviceOnWords(system, words) ?? "Type help for the commands there are.");
  if (advice !== null) system.write(2, encodeText(`(${advice})\n`));
  return exit(notFound);
}

/** About a cd that didn't work. */
function adviceOnFolder(system: WorldSystem, path: string | undefined): string | null {
  if (path === undefined) return null;
  const node = system.files.nodes.get(system.absolute(pathOf(path)));
  if (node?.kind === "file") return `${path} is a file, and cd goes to folders: cat ${path} shows it.`;
  const absolute = `/${path}`;
  const isAbove = !path.startsWith("/") && system.files.nodes.has(pathOf(absolute));
  if (isAbove) return `There's ${absolute}, which begins with a slash: cd ${absolute}`;
  return path.includes("\\") ? "Folders are separated by / here, not by \\." : null;
}

function pathOf(text: string): ByteString {
  return byteString(encodeText(text));
}
