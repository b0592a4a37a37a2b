import { expect, it } from "vitest";
import { boot } from "./boot.ts";
import type { FileOverlay } from "../world-file.ts";
import { content, output, smallWorldFile } from "../world.test-kit.ts";

/** What ls says of files of the server, of which one is described in its world file. */
function listed(overlay: FileOverlay = {}): readonly string[] {
  const file = smallWorldFile();
  const { mail } = file.hosts;
  if (mail === undefined) throw new Error("no mail");
  const files = {
    ...mail.files,
    "/root/plain": "a",
    "/root/script": "#!/bin/sh",
    "/home/ann/.qmail": { text: "./Maildir/\n", owner: "ann", mode: 0o600, modified: 1_795_424_400 },
    "/var/log/note": { text: "#!a", group: "nofiles" },
  };
  const booted = boot({ ...file, hosts: { ...file.hosts, mail: { ...mail, files } } }, overlay);
  if (booted.kind === "failed") throw new Error(booted.why);
  expect(content(booted.world, "mail", "/home/ann/.qmail")).toBe(
    overlay["mail"] === undefined ? "./Maildir/\n" : "x",
  );
  return output(booted.world, "ls -l /home/ann/.qmail /root/plain /root/script /var/log/note");
}

const described = [
  "-rw------- 1 ann      ann            11 Nov 23 09:00 /home/ann/.qmail",
  "-rw-r--r-- 1 root     root            1 Nov 24 09:00 /root/plain",
  "-rwxr-xr-x 1 root     root            9 Nov 24 09:00 /root/script",
  "-rwxr-xr-x 1 root     nofiles         3 Nov 24 09:00 /var/log/note",
];

it("gives a file the owner, group, mode and time that its world file says, and else the usual ones", () => {
  expect(listed()).toEqual(described);
});

it("keeps them for a file whose text a lesson replaces", () => {
  expect(listed({ mail: { "/home/ann/.qmail": "x" } })).toEqual(
    described.map((line) => line.replace("11 Nov", " 1 Nov")),
  );
});
