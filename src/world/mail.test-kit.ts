import { boot } from "./runs/boot.ts";
import { perform } from "./runs/perform.ts";
import { sendSignal } from "./processes/signals.ts";
import type { Signal } from "./process.ts";
import type { FileOverlay, WorldFile } from "./world-file.ts";
import { content } from "./world.test-kit.ts";
import type { World } from "./world.ts";

/** A server with qmail and the mail servers that it writes to, for tests. */
export function mailWorldFile(): WorldFile {
  const elsewhere = { user: "root", users: [], files: {} };
  return {
    now: 1_795_510_800,
    server: "mail",
    hosts: {
      mail: {
        ...elsewhere,
        name: "mail.ours.example",
        addresses: ["192.0.2.25"],
        users: ["ann", "bob"],
        qmail: "netqmail-1.06",
        files: {
          "/var/qmail/control/me": "mail.ours.example\n",
          "/var/qmail/control/locals": "ours.example\nmail.ours.example\n",
          "/var/qmail/control/rcpthosts": "ours.example\nold.example\npartner.example\n",
          "/var/qmail/alias/.qmail-postmaster": "&ann\n",
          "/var/log/qmail/send/current": "",
          "/service/qmail-smtpd/run":
            "#!/bin/sh\nexec tcpserver -u 7791 -g 2108 -H -R -l mail.ours.example -x /etc/tcp.smtp.cdb -X 0 smtp qmail-smtpd\n",
          "/service/qmail-send/run":
            "#!/bin/sh\nexec qmail-start ./Maildir/ >> /var/log/qmail/send/current\n",
        },
      },
      joe: {
        ...elsewhere,
        name: "mx.there.example",
        addresses: ["198.51.100.10"],
        mail: { accepts: ["there.example"], startsAfter: 0 },
      },
      dest: {
        ...elsewhere,
        name: "mx.dest.example",
        addresses: ["203.0.113.7"],
        mail: {
          accepts: ["dest.example"],
          refuses: {
            "nobody@dest.example": "550 5.1.1 no such user",
            "later@dest.example": "451 4.2.0 later",
          },
          startsAfter: 0,
        },
      },
      partner: {
        ...elsewhere,
        name: "mx.partner.example",
        addresses: ["203.0.113.5"],
        mail: { accepts: ["partner.example"], startsAfter: 3600 },
      },
    },
    names: {
      "ours.example": "192.0.2.25",
      "old.example": "192.0.2.25",
      "there.example": "198.51.100.10",
      "dest.example": "203.0.113.7",
      "dark.example": "203.0.113.99",
    },
    dns: {
      "partner.example": {
        a: [],
        ptr: [],
        txt: [],
        mx: [
          { preference: 20, host: "mail.ours.example" },
          { preference: 10, host: "mx.partner.example" },
        ],
      },
    },
  };
}

/** That world, with files laid over it, and its description changed. */
export function mailWorld(
  overlay: FileOverlay = {},
  change: (file: WorldFile) => WorldFile = (file) => file,
): World {
  const booted = boot(change(mailWorldFile()), overlay);
  if (booted.kind === "failed") throw new Error(booted.why);
  return booted.world;
}

export interface Letter {
  readonly from?: string;
  readonly sender?: string;
  /** Its lines; the header and an empty line are among them or not. */
  readonly text?: string;
}

/** Sends a message to the server by SMTP, and tells its last reply but that to QUIT. */
export function send(
  world: World,
  recipient: string,
  { from = "joe", sender = "joe@there.example", text = "Hi" }: Letter = {},
): string {
  const lines = [
    `MAIL FROM:<${sender}>`,
    `RCPT TO:${recipient.startsWith("<") ? recipient : `<${recipient}>`}`,
  ];
  const before = new Set(world.traces.keys());
  perform(world, {
    smtp: {
      host: from,
      to: "192.0.2.25",
      port: 25,
      lines: [...lines, "DATA", ...text.split("\n"), ".", "QUIT"],
    },
  });
  // What is sent on because of it makes connections too, later ones.
  const own = [...world.traces.values()].find(({ id }) => !before.has(id));
  const said = own?.replies.map((reply) => reply.text.trimEnd()) ?? [];
  return said[2]?.startsWith("250") === true ? (said.at(-2) ?? "") : (said[2] ?? "");
}

/** The activity record of qmail-send from its `from`th line on. */
export function record(world: World, from = 0): readonly string[] {
  return content(world, "mail", "/var/log/qmail/send/current").split("\n").slice(from, -1);
}

/** Sends qmail-send a signal. */
export function signal(world: World, name: Signal): void {
  for (const process of world.processes.values()) {
    if (process.argv[0]?.endsWith("qmail-send") === true) sendSignal(world, process, name);
  }
  perform(world, { wait: { seconds: 0 } });
}

/** The texts of the files in a folder of a host. */
export function filesIn(world: World, host: string, folder: string): readonly string[] {
  const nodes = world.hosts.get(host)?.files.nodes ?? new Map<string, unknown>();
  return [...nodes.keys()]
    .filter((path) => path.startsWith(`${folder}/`))
    .map((path) => content(world, host, path));
}
