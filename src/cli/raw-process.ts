import { readFileSync } from "node:fs";
import { byteString, encodeByteString, type ByteString } from "../engine/bytes/index.ts";
import type { Environment } from "../engine/program/index.ts";

// Node decodes arguments and environment as UTF-8 and loses what isn't. Where the system shows the bytes, they are used.
const REPLACEMENT = "\ufffd";

/** The arguments as bytes. `args` are the last of the process's own, as Node decoded them. */
export function rawArguments(args: readonly string[]): ByteString[] {
  if (!args.some((argument) => argument.includes(REPLACEMENT))) return args.map(encodeByteString);
  const raw = procStrings("cmdline");
  return raw === null ? args.map(encodeByteString) : raw.slice(raw.length - args.length);
}

/** The environment as bytes. */
export function rawEnvironment(): Environment {
  const environment = new Map<ByteString, ByteString>();
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined) environment.set(encodeByteString(name), encodeByteString(value));
  }
  if (!Object.entries(process.env).flat().join("").includes(REPLACEMENT)) return environment;
  for (const entry of procStrings("environ") ?? []) {
    const equals = entry.indexOf("=");
    const decoded = Buffer.from(entry, "latin1").toString("utf8");
    if (!decoded.includes(REPLACEMENT)) continue;
    environment.delete(encodeByteString(decoded.slice(0, decoded.indexOf("="))));
    environment.set(entry.slice(0, equals), entry.slice(equals + 1));
  }
  return environment;
}

/**
 * An environment for a child process.
 *
 * Differs: Node can only pass on text, so a value that isn't UTF-8 reaches the child with U+FFFD in it.
 */
export function childEnvironment(environment: Environment): Record<string, string> {
  const text = (bytes: ByteString) => Buffer.from(bytes, "latin1").toString("utf8");
  return Object.fromEntries([...environment].map(([name, value]) => [text(name), text(value)]));
}

function procStrings(name: "cmdline" | "environ"): ByteString[] | null {
  try {
    return byteString(readFileSync(`/proc/self/${name}`))
      .split("\0")
      .slice(0, -1);
  } catch {
    return null;
  }
}
