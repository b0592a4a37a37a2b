import { byteString, bytesOf } from "../../engine/bytes/index.ts";
import { compileRules } from "../../engine/tcprules/index.ts";
import type { Configuration, ControlName } from "../configuration.ts";
import { controlOf, fileOf } from "../generated.test-kit.ts";
import { findings, type Finding, type FindingId } from "./index.ts";

/** What a test says of a server; the control files have no path but their name. */
export interface Given {
  readonly rules?: string;
  /** The text that the cdb in force was made of, or the cdb itself. */
  readonly cdb?: string | Uint8Array;
  readonly cdbPath?: string;
  readonly control?: Partial<Record<ControlName, string | Uint8Array>>;
  readonly others?: readonly string[];
  readonly run?: string;
}

export function compiled(text: string): Uint8Array {
  const compilation = compileRules(bytesOf(text));
  if (compilation.kind !== "compiled") throw new Error(text);
  return compilation.cdb;
}

export function given({ rules, cdb, cdbPath, control, others, run }: Given): Configuration {
  const bytes = typeof cdb === "string" ? compiled(cdb) : cdb;
  return {
    rules: rules === undefined ? null : fileOf(rules, "/etc/tcp.smtp"),
    rulesCdb: bytes === undefined ? null : fileOf(bytes, cdbPath ?? "/etc/tcp.smtp.cdb"),
    control: control === undefined ? null : controlOf(control),
    others: others ?? [],
    run: run === undefined ? null : fileOf(run, "run"),
  };
}

export function told(configuration: Configuration): readonly string[] {
  return findings(configuration).map(words);
}

/** `error open-relay /etc/tcp.smtp:2:1` */
export function words({ severity, id, file, line, column }: Finding): string {
  return `${severity} ${id} ${[file, line, column].filter((part) => part !== null).join(":")}`;
}

/** The text of a file of a configuration; null if it isn't in it. */
export function textOf({ rules, run, control }: Configuration, path: string): string | null {
  const found = [rules, run, ...Object.values(control ?? {})].find((file) => file?.path === path);
  return found === undefined || found === null ? null : byteString(found.bytes);
}

/** A run script with these options, variables and programs behind tcpserver. */
export function runWith(
  options: string,
  { before = "", behind = "" }: { readonly before?: string; readonly behind?: string } = {},
): string {
  return `#!/bin/sh\n${before}exec tcpserver ${options} 0 smtp ${behind}/var/qmail/bin/qmail-smtpd 2>&1\n`;
}

/** Where a finding is made, a configuration near it where it isn't, and what its fix makes of which file (null: none). */
export interface Case {
  readonly expected: `${"error" | "warning" | "info"} ${FindingId} ${string}`;
  readonly fires: Given;
  readonly quiet: Given;
  readonly fixed: readonly [path: string, text: string] | null;
}

export const tcp = "/etc/tcp.smtp";
export const lan = '192.168.5.:allow,RELAYCLIENT=""\n';
export const x = runWith("-x /etc/tcp.smtp.cdb -H -R");

export function rules(text: string): Given {
  return { rules: text };
}

/** Beside what a server has that hosts a.example. */
export function control(files: Given["control"]): Given {
  return { control: { me: "mail.a.example\n", locals: "a.example\n", rcpthosts: "a.example\n", ...files } };
}

/** A server with these programs between tcpserver and qmail-smtpd. */
export function chain(behind: string): Given {
  return { run: runWith("-H -R", { behind }) };
}
