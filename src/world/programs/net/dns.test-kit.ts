import { boot } from "../../runs/boot.ts";
import { smallWorldFile } from "../../world.test-kit.ts";
import type { World } from "../../world.ts";

const none = { a: [], ptr: [], mx: [], txt: [] };

/** The small world with something of each kind in its DNS. */
export function namedWorld(): World {
  const booted = boot({
    ...smallWorldFile(),
    dns: {
      "partner.example": {
        ...none,
        mx: [
          { preference: 20, host: "mail.test" },
          { preference: 10, host: "mx.partner.example" },
        ],
      },
      "www.test": { ...none, cname: "mail.test" },
      "lost.test": { ...none, cname: "nowhere.test" },
      "all.test": { ...none, a: ["192.0.2.1", "192.0.2.2"], txt: ['v=spf1 "-all"', "two"] },
      "broken.example": "servfail",
      "slow.example": "timeout",
      "198.51.100.66": { ...none, ptr: ["pc.test"] },
    },
  });
  if (booted.kind === "failed") throw new Error(booted.why);
  return booted.world;
}
