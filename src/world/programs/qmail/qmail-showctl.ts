import { bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import {
  control_readfile,
  control_readint,
  control_readline,
  type ControlRead,
} from "../../../engine/control/index.ts";
import { listFolder } from "../../files/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { exit } from "../print.ts";
import { beforeMore, behindMore, mentioned, type Shown } from "./showctl-files.ts";

/** What is compiled in. Source: qmail-1.03 conf-qmail, conf-break, conf-patrn, conf-spawn, conf-split, INSTALL.ids. */
const compiledIn = `qmail home directory: /var/qmail.
user-ext delimiter: -.
paternalism (in decimal): 2.
silent concurrency limit: 120.
subdirectory split: 23.
user ids: 7790, 7791, 7792, 0, 7793, 7794, 7795, 7796.
group ids: 2108, 2107.
`;

const unreadable = "Oops! Trouble reading this file.\n";

/** qmail-showctl(8): tells what each control file means, and which files mean nothing to qmail. */
// qmail-1.03 qmail-showctl.c main
export function* qmailShowctl(system: WorldSystem): WorldRunning {
  const say = (text: ByteString): void => {
    system.write(1, bytesOf(text));
  };
  say(compiledIn);
  system.changeFolder("/var/qmail/control");
  const names = listFolder(system.files, system.folder());
  if (typeof names === "string") {
    say("Oops! Unable to chdir to control.\n");
    return exit(111);
  }
  const me = control_readline(system, "me");
  if (me.kind === "unreadable") {
    say("Oops! Trouble reading control/me.");
    return exit(111);
  }
  const myName = me.kind === "present" ? me.value : null;
  for (const one of beforeMore) say(`\n${one.name}: ${meaning(system, one, myName)}`);
  say(`\nmorercpthosts.cdb: ${meaningOfCdb(system)}`);
  for (const one of behindMore) say(`\n${one.name}: ${meaning(system, one, myName)}`);
  for (const name of names) if (!mentioned.has(name)) say(`\n${name}: I have no idea what this file does.\n`);
  return exit(0);
}

function meaning(system: WorldSystem, shown: Shown, me: ByteString | null): ByteString {
  const { name, before = "", behind = "" } = shown;
  if (shown.kind === "list") return meaningOfList(system, shown);
  const read: ControlRead<ByteString> =
    shown.kind === "number" ? asText(control_readint(system, name)) : control_readline(system, name);
  if (read.kind === "unreadable") return unreadable;
  if (read.kind === "present") return `${before}${safe(read.value)}${behind}.\n`;
  const value = shown.kind === "text" && shown.isMe ? (me ?? shown.otherwise) : shown.otherwise;
  return `(Default.) ${before}${safe(value)}${behind}.\n`;
}

// qmail-1.03 qmail-showctl.c do_lst, main
function meaningOfList(system: WorldSystem, shown: Extract<Shown, { kind: "list" }>): ByteString {
  const isPointless =
    shown.pointless !== undefined && control_readfile(system, "rcpthosts").kind === "absent";
  const { otherwise, before = "", behind = "" } = isPointless ? (shown.pointless ?? shown) : shown;
  const list = control_readfile(system, shown.name);
  if (list.kind === "unreadable") return unreadable;
  if (list.kind === "absent") return `(Default.) ${otherwise}\n`;
  return `\n${list.value.map(({ text }) => `${before}${safe(text)}${behind}\n`).join("")}`;
}

/** By the times of the two files only, in whole seconds. */
function meaningOfCdb(system: WorldSystem): ByteString {
  const text = system.files.nodes.get(system.absolute("morercpthosts"));
  const cdb = system.files.nodes.get(system.absolute("morercpthosts.cdb"));
  if (text === undefined && cdb === undefined) return "(Default.) No effect.\n";
  if (text === undefined) return "Oops! morercpthosts.cdb exists but morercpthosts doesn't.\n";
  if (cdb === undefined) return "Oops! morercpthosts exists but morercpthosts.cdb doesn't.\n";
  return Math.floor(text.modifiedAt) > Math.floor(cdb.modifiedAt)
    ? "Oops! morercpthosts.cdb is older than morercpthosts.\n"
    : "Modified recently enough; hopefully up to date.\n";
}

function asText(read: ControlRead<number>): ControlRead<ByteString> {
  return read.kind === "present" ? { ...read, value: String(read.value) } : read;
}

// qmail-1.03 qmail-showctl.c safeput
function safe(text: ByteString): ByteString {
  return text.replace(/[^ -~]/g, "?");
}
