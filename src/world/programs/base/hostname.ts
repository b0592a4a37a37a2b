import { encodeByteString } from "../../../engine/bytes/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { readOptions } from "../options.ts";
import { complain, exit, printLine } from "../print.ts";

/** hostname(1): the host's full name; -s up to its first dot, -d what is behind that, -i and -I its addresses. */
// hostname-3.23 hostname(1)
export function* hostname(system: WorldSystem): WorldRunning {
  const { flags, operands, trouble } = readOptions(system.argv, {
    flags: "fsdiI",
    long: { fqdn: "f", short: "s", domain: "d", "ip-address": "i", "all-ip-addresses": "I" },
  });
  const wrong = trouble ?? (operands.length === 0 ? null : "the host's name can't be changed here");
  if (wrong !== null) {
    complain(system, wrong);
    return exit(1);
  }
  const name = encodeByteString(system.host.name);
  const [short = name] = name.split(".");
  const isAddress = flags.has("i") || flags.has("I");
  printLine(
    system,
    isAddress
      ? system.host.addresses.join(" ")
      : flags.has("s")
        ? short
        : flags.has("d")
          ? name.slice(short.length + 1)
          : name,
  );
  return exit(0);
}
