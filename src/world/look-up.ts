import { encodeByteString, type ByteString } from "../engine/bytes/index.ts";
import type { Wait } from "../engine/program/index.ts";
import { addressOf } from "./connections.ts";
import type { World } from "./world.ts";

type Question = Extract<Wait, { kind: "look up" }>;

/** What DNS says: of a name its address, of an address the name of the host that has it. There are no texts yet. */
export function lookUp(world: World, { type, name }: Question): readonly ByteString[] {
  switch (type) {
    case "A": {
      const address = addressOf(world, name);
      return address === null ? [] : [address];
    }
    case "PTR":
      return [...world.hosts.values()]
        .filter(({ addresses }) => addresses.includes(name))
        .map((host) => encodeByteString(host.name.toLowerCase()));
    case "TXT":
      return [];
  }
}
