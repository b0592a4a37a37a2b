import { decodeByteString } from "../../engine/bytes/index.ts";
import type { World } from "../../world/index.ts";

/** A word from the page itself, and the host on whose console it belongs. */
export interface Notice {
  readonly host: string;
  readonly text: string;
}

/** How much of a command is shown, in characters. */
const commandMax = 80;

/** What there is to say of the programs that didn't let the last action come to an end. */
export function runawayNotices({ runaways }: World): readonly Notice[] {
  return runaways.map(({ host, processId, argv, folder, service, isAtConsole }) => {
    const command = decodeByteString(argv.join(" ")).slice(0, commandMax);
    const stop = decodeByteString(service === null ? `kill ${processId}` : `svc -d ${service}`);
    const text = isAtConsole
      ? "This program doesn't come to an end. Ctrl-C stops it."
      : `In the background, ${command} in ${folder} doesn't come to an end. Ctrl-C can't stop it, but ${stop} does.`;
    return { host, text };
  });
}
