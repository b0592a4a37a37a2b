import { createHash } from "node:crypto";
import { bytesOf, type ByteString } from "../../engine/bytes/index.ts";
import { tcprules, tcprulescheck } from "../../engine/tcprules/index.ts";
import { runInMemory } from "./memory-system.ts";
import type { TcprulesRecording } from "./recordings.ts";

type Probe = TcprulesRecording["probes"][number];

/** What the recording has in `expect`, and in `expect` of each probe. */
export function expectedOfTcprules(recording: TcprulesRecording): object {
  return { expect: recording.expect, probes: recording.probes.map((probe) => probe.expect) };
}

/** Compiles the rules, then asks them for each probe. */
export function playTcprules(recording: TcprulesRecording): object {
  const files = new Map<ByteString, Uint8Array>();
  const { exit, stderr } = runInMemory({
    program: tcprules,
    argv: ["tcprules", "rules.cdb", "rules.tmp"],
    files,
    input: [bytesOf(recording.rules)],
  });
  const cdb = files.get("rules.cdb");
  const probes = cdb === undefined ? [] : recording.probes.map((probe) => playProbe(probe, files));
  return { expect: { exit, stderr, ...(cdb === undefined ? {} : cdbFields(cdb)) }, probes };
}

/** The fields that a recording has of a cdb. */
export function cdbFields(cdb: Uint8Array): { cdbSha256: string; cdbLength: number } {
  return { cdbSha256: createHash("sha256").update(cdb).digest("hex"), cdbLength: cdb.length };
}

function playProbe(probe: Probe, files: Map<ByteString, Uint8Array>): object {
  const environment = new Map<ByteString, ByteString>();
  const variables = {
    TCPREMOTEIP: probe.remoteIp,
    TCPREMOTEHOST: probe.remoteHost,
    TCPREMOTEINFO: probe.remoteInfo,
  };
  for (const [name, value] of Object.entries(variables))
    if (value !== undefined) environment.set(name, value);
  const argv = ["tcprulescheck", "rules.cdb"];
  const { exit, stdout, stderr } = runInMemory({ program: tcprulescheck, argv, environment, files });
  return { exit, stdout, stderr };
}
