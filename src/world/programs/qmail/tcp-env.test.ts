import { describe, expect, it } from "vitest";
import { boot } from "../../runs/boot.ts";
import { output, session, smallWorldFile } from "../../world.test-kit.ts";
import type { World } from "../../world.ts";

/** A world whose port 99 has tcp-env with these arguments, started by inetd, and a client with this ident server. */
function worldWith(
  line: string,
  { ident, dns }: { readonly ident?: string; readonly dns?: object } = {},
): World {
  const file = smallWorldFile();
  const pc = file.hosts["pc"];
  if (pc === undefined) throw new Error("no pc");
  const pointers = { "192.0.2.25": { a: [], ptr: ["Mail.Test"], mx: [], txt: [] }, ...dns };
  const booted = boot(
    { ...file, dns: pointers, hosts: { ...file.hosts, pc: { ...pc, ident } } },
    {
      mail: {
        "/etc/inetd.conf": `99 stream tcp nowait qmaild /var/qmail/bin/tcp-env tcp-env ${line}\n`,
        "/bin/show": "#!/bin/sh\nenv | grep TCP\n",
      },
    },
  );
  if (booted.kind === "failed") throw new Error(booted.why);
  return booted.world;
}

function shown(world: World): readonly string[] {
  return session(world, "pc", "telnet mail.test 99").slice(3, -1).toSorted();
}

const plain = [
  "PROTO=TCP",
  "TCPLOCALHOST=mail.test",
  "TCPLOCALIP=192.0.2.25",
  "TCPLOCALPORT=99",
  "TCPREMOTEIP=198.51.100.66",
  "TCPREMOTEPORT=49152",
];

// qmail-1.03 tcp-env.c main
describe("tcp-env", () => {
  it("sets the variables that tcpserver sets, names in lower case", () => {
    expect(shown(worldWith("show"))).toEqual(plain);
  });

  it("asks the client's ident server, but for -R", () => {
    expect(shown(worldWith("show", { ident: "joe" }))).toEqual([...plain, "TCPREMOTEINFO=joe"].toSorted());
    expect(shown(worldWith("-R show", { ident: "joe" }))).toEqual(plain);
    expect(shown(worldWith("-Rr show", { ident: "joe" }))).toContain("TCPREMOTEINFO=joe");
  });

  it.each([
    ["show", 30],
    ["-t 7 show", 7],
    ["-t7 show", 7],
    ["-tx show", 0],
  ])("waits for a silent ident server: %s", (line, seconds) => {
    const world = worldWith(line, { ident: "filtered" });
    const before = world.now;
    expect(shown(world)).toEqual(plain);
    expect(world.now - before).toBe(1 + seconds);
  });

  it("says softdnserror for a name where DNS is in trouble", () => {
    const world = worldWith("show", { dns: { "198.51.100.66": "servfail" } });
    expect(shown(world)).toEqual([...plain, "TCPREMOTEHOST=softdnserror"].toSorted());
  });

  it("passes over options that it doesn't know", () => {
    expect(shown(worldWith("-qz show"))).toEqual(plain);
  });

  it.each([
    ["tcp-env echo a", ["111"]],
    ["PROTO=TCP tcp-env echo a", ["a", "0"]],
    ["PROTO=UDP tcp-env echo a", ["111"]],
    ["PROTO=TCP tcp-env", ["111"]],
    ["PROTO=TCP tcp-env -t", ["111"]],
    ["PROTO=TCP tcp-env no-such-program", ["111"]],
  ])("%s", (line, printed) => {
    expect(output(worldWith("show"), `${line}; echo $?`)).toEqual(printed);
  });
});
