import { byteString, decodeText, encodeByteString } from "../engine/bytes/index.ts";
import { boot } from "./runs/boot.ts";
import { readFile } from "./files/index.ts";
import { perform, type Performed } from "./runs/perform.ts";
import type { FileOverlay, WorldFile } from "./world-file.ts";
import type { World } from "./world.ts";

/** A mail server and a PC, for tests. `mailArguments` are what tcpserver's command line has before its host. */
export function smallWorldFile(mailArguments = "-H -R -l mail.test"): WorldFile {
  return {
    now: 1_795_510_800,
    server: "mail",
    hosts: {
      mail: {
        name: "mail.test",
        addresses: ["192.0.2.25"],
        user: "root",
        users: ["ann"],
        qmail: "netqmail-1.06",
        files: {
          "/var/qmail/control/me": "mail.test\n",
          "/var/qmail/control/rcpthosts": "test.example\n",
          "/service/smtpd/run": `#!/bin/sh\nexec tcpserver ${mailArguments} 0 smtp qmail-smtpd\n`,
        },
      },
      pc: { name: "pc.test", addresses: ["198.51.100.66"], user: "ann", users: [], files: {} },
    },
    names: { "Mail-Again.test": "192.0.2.25" },
  };
}

/** The small world, with files laid over it. */
export function smallWorld(overlay: FileOverlay = {}, mailArguments?: string): World {
  const booted = boot(smallWorldFile(mailArguments), overlay);
  if (booted.kind === "failed") throw new Error(booted.why);
  return booted.world;
}

/** Types lines at a host's console, whatever is running there. */
export function type(world: World, host: string, ...lines: readonly string[]): readonly Performed["kind"][] {
  return lines.map((line) => perform(world, { type: { host, line } }).kind);
}

/** The screen of a host as lines, prompts and all. */
export function screen(world: World, host: string): readonly string[] {
  const state = world.consoles.get(host);
  if (state === undefined) return [];
  const lines = state.entries.map((entry) =>
    entry.kind === "input" ? `${entry.prompt}${entry.text}` : entry.text,
  );
  return state.openLine.length === 0 ? lines : [...lines, decodeText(state.openLine)];
}

/** What the lines make a host's console show, from the first of them on. */
export function session(world: World, host: string, ...lines: readonly string[]): readonly string[] {
  const before = screen(world, host).length;
  type(world, host, ...lines);
  return screen(world, host).slice(before);
}

/** What shell lines print on the server, without the prompts and the lines themselves. */
export function output(world: World, ...lines: readonly string[]): readonly string[] {
  return session(world, "mail", ...lines).filter((line) => !line.startsWith("root@mail:"));
}

/** A file's bytes as a byte string, or why it can't be read. */
export function content(world: World, host: string, path: string): string {
  const files = world.hosts.get(host)?.files;
  if (files === undefined) return "no such host";
  const node = readFile(files, encodeByteString(path));
  return typeof node === "string" ? node : byteString(node.bytes);
}
