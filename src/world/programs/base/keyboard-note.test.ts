import { describe, expect, it } from "vitest";
import { boot } from "../../runs/boot.ts";
import { perform } from "../../runs/perform.ts";

const world = () => {
  const booted = boot({
    now: 1_000_000_000,
    server: "mail",
    hosts: {
      mail: {
        name: "mail.example",
        addresses: ["192.0.2.25"],
        user: "root",
        users: [],
        qmail: "netqmail-1.06",
        files: { "/etc/rules": ":allow\n" },
      },
    },
    names: {},
  });
  if (booted.kind === "failed") throw new Error(booted.why);
  return booted.world;
};

function outputOf(line: string): readonly string[] {
  const at = world();
  perform(at, { shell: { host: "mail", line } });
  return (at.consoles.get("mail")?.entries ?? []).flatMap((entry) =>
    entry.kind === "output" ? [entry.text] : [],
  );
}

describe("tcprules at a keyboard", () => {
  it("says that it waits, and what was probably meant", () => {
    expect(outputOf("tcprules /etc/r.cdb /etc/r.tmp")).toEqual([
      "(tcprules reads what you type now, up to Ctrl-D. You probably meant < /etc/tcp.smtp. Ctrl-C stops it.)",
    ]);
  });

  it("says nothing when a file is fed to it", () => {
    expect(outputOf("tcprules /etc/r.cdb /etc/r.tmp < /etc/rules")).toEqual([]);
  });

  it("says only its usage when it has too few arguments", () => {
    expect(outputOf("tcprules /etc/r.cdb")).toEqual(["tcprules: usage: tcprules rules.cdb rules.tmp"]);
  });
});
