import { decodeText } from "../engine/bytes/index.ts";
import type { World } from "../world/index.ts";

/**
 * What every console shows, as text: under the host's name, what was typed marked by ">", a mail server's replies by "<".
 * A console that nothing was shown on is left out.
 */
export function transcripts(world: World): string {
  const blocks = [...world.consoles.values()].flatMap(({ host, entries, openLine }) => {
    const lines = entries.map((entry) =>
      entry.kind === "input"
        ? `> ${entry.prompt}${entry.text}`
        : `${entry.reply === null ? " " : "<"} ${entry.text}`,
    );
    if (openLine.length > 0) lines.push(`  ${decodeText(openLine)}`);
    const name = world.hosts.get(host)?.name ?? "";
    return lines.length === 0 ? [] : [`== ${host} (${name})\n${lines.map(trimmed).join("\n")}\n`];
  });
  return blocks.join("\n");
}

function trimmed(line: string): string {
  return line.replace(/ +$/, "");
}
