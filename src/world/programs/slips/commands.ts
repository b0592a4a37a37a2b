import { byteString, encodeText, type ByteString } from "../../../engine/bytes/index.ts";
import { parentPath, readFile } from "../../files/index.ts";
import { defaultPath } from "../../program-files.ts";
import type { WorldSystem } from "../../process.ts";
import { builtinNames } from "../../shell/index.ts";
import { closest } from "../closest.ts";
import { findPage, wordsOfCommands } from "../man/shelf.ts";
import { foreignCommands } from "./foreign.ts";
import { adviceOnFile } from "./paths.ts";

const smtpVerbs = new Set("HELO EHLO MAIL RCPT DATA RSET NOOP QUIT VRFY EXPN AUTH STARTTLS".split(" "));

export const replyAdvice =
  "That looks like a server's reply; this is where your own words go. man smtp explains replies.";

/** Blanks that a page or a text program may have, and that are copied from there. */
const oddBlank = /[\u00a0\u2000-\u200b\u202f\u3000\ufeff]/;
const oddBlanks = new RegExp(`${oddBlank.source}+`, "g");

/** What the words of a command that isn't there may have been meant for; null if nothing is clear. */
export function adviceOnWords(system: WorldSystem, words: readonly string[]): string | null {
  const [name = "", next = ""] = words;
  const line = words.join(" ");
  if (name.endsWith("\r")) return null;
  if (oddBlank.test(line)) {
    const plain = line.replace(oddBlanks, " ").trim();
    const what =
      "There's an odd blank in that, such as a no-break space, which to the shell is part of a word.";
    return plain === "" ? what : `${what} Plain: ${plain}`;
  }
  const isSpoken =
    /^[A-Z]+:?$/.test(name) || /^(from|to):/i.test(next) || /^(helo|ehlo|rcpt|rset|noop|vrfy)$/i.test(name);
  const smtp = isSpoken ? adviceOnSmtp(system, name.replace(/:$/, "")) : null;
  return (
    smtp ??
    pastedPrompt(line) ??
    (/^[2-5]\d\d(-|$)/.test(name) ? replyAdvice : null) ??
    adviceOnFileLine(name, next) ??
    adviceOnService(system, words) ??
    foreign(system, words) ??
    nearby(system, words)
  );
}

/** About a word that belongs into a session with a mail server; null if it's none. */
export function adviceOnSmtp(system: WorldSystem, word: string): string | null {
  const verb = word.toUpperCase();
  if (!smtpVerbs.has(verb)) return null;
  const server = ["mail.yourdomain.example", "localhost"].find((name) => system.addressOf(name) !== null);
  const { qmail } = system.host;
  const host = server === "localhost" && qmail === null ? "HOST" : (server ?? "HOST");
  return `${verb} is a word of SMTP, and this is the shell. Connect to a mail server first: telnet ${host} 25`;
}

/** About a line that was copied with the prompt before it; null if there's none. */
export function pastedPrompt(line: string): string | null {
  const [, command] =
    /^(?:[$%]|\[?[\w.-]+@[\w.-]+(?::\S*?|[^$#]*\])?[$#]|[\w.-]+[$#])(?:\s+(.*))?$/.exec(line) ?? [];
  if (command !== undefined && command !== "")
    return `That begins with a prompt, which the shell shows by itself. Type what stands behind it: ${command}`;
  return /^(?:[$%]|\[?[\w.-]+@\S*[$#])$/.test(line)
    ? "That is a prompt, which the shell shows by itself."
    : null;
}

/** About a line that belongs into a file; null if it looks like none. */
function adviceOnFileLine(name: string, next: string): string | null {
  if (/^[^/]*:\s*(allow|deny)\b/i.test(name))
    return "That is a line of a rules file: write it into /etc/tcp.smtp, and compile that with tcprules. man tcprules-rules tells how.";
  if (/^(ALL|tcp-env|in\.\w+|sshd|smtpd?)\s*:/.test(name) || (name === "ALL" && next.startsWith(":")))
    return "That is a line of the wrappers' files: see man hosts.allow.";
  if (name === "smtp" && next === "stream") return "That is a line of /etc/inetd.conf: see man inetd.conf.";
  if (/^(Received|Subject|From|To|Date|Cc|Bcc|Reply-To|Message-ID|Return-Path):/i.test(name))
    return "That is a line of a message. In SMTP it goes between DATA and the line with a dot alone.";
  if (/^[^\s@/:]+@[\w.-]+\.\w+$/.test(name))
    return `${name} is an address; a command has to say what to do with it.`;
  if (/^\d+\.\d+\.\d+\.\d*$/.test(name))
    return `${name} is an address of a machine; a command has to say what to do with it.`;
  const isDomain = /^\.?([a-z\d-]+\.)+(example|test|com|org|net|edu|lan|[a-z]{2}):?\S*$/i.test(name);
  if (isDomain)
    return `That may be a line of a control file, such as /var/qmail/control/${name.includes(":") ? "virtualdomains" : "rcpthosts"}. Here it's taken for a command.`;
  return null;
}

/** About the ways in which others start and stop services; null if it's none of them. */
function adviceOnService(system: WorldSystem, words: readonly string[]): string | null {
  const [name = ""] = words;
  const isCommand = /^(service|systemctl|rc-service|invoke-rc\.d|initctl|svcadm|rcctl)$/.test(name);
  const isScript =
    /^\/(etc|usr\/local\/etc)\/((rc\.d\/)?init\.d|rc\.d)\//.test(name) ||
    name === "qmail" ||
    name === "/var/qmail/rc";
  if (!isCommand && !isScript) return null;
  if (system.host.qmail === null)
    return "No services run on this machine. The mail server has a console of its own.";
  const verb = words.find((word) => /^(start|stop|restart|status|reload)$/.test(word)) ?? "restart";
  const what = verb === "status" ? "stat" : verb;
  const tool = system.programNames().includes("qmailctl")
    ? `qmailctl ${what}`
    : "svc -t /service/qmail-smtpd";
  return `Here daemontools looks after services: ${tool}. See man services.`;
}

/** About commands of other systems and programs; null if it's none of those. */
function foreign(system: WorldSystem, words: readonly string[]): string | null {
  const [name = "", ...rest] = words;
  if (/^(sudo|doas)$/.test(name)) {
    if (system.user().name === "root")
      return `You are root already, so leave ${name} out: ${rest.join(" ")}`.replace(/: $/, ".");
    return `There's no ${name}. The mail server's own console is root's.`;
  }
  const advice = foreignCommands.get(name.toLowerCase());
  if (advice === undefined) return null;
  if (typeof advice === "string") return advice;
  const tool = advice.try.find((candidate) => system.programNames().includes(candidate.split(" ")[0] ?? ""));
  if (tool === undefined) return advice.otherwise;
  return `${advice.is ?? "What does that here"}: ${tool}`;
}

/** About a name that is like something that there is; null if it's like nothing. */
function nearby(system: WorldSystem, [name = "", ...rest]: readonly string[]): string | null {
  const names = [...system.programNames(), ...builtinNames()];
  const path: ByteString = byteString(encodeText(name));
  const installed = defaultPath
    .split(":")
    .map((folder) => `${folder}/${path}`)
    .find((candidate) => system.files.nodes.has(candidate));
  if (name.includes("/")) return null;
  if (installed !== undefined) {
    const isMode = system.programPath(installed, system.environment) === null;
    if (isMode) return `${installed} is there, but ${system.user().name} may not run it.`;
    return `${installed} is there, but the folders of $PATH, ${system.environment.get("PATH") ?? "none"}, don't have it.`;
  }
  // "cd..", "ls-l", "cat/etc/passwd"
  const [, command = "", glued = ""] = /^([a-z]+)((?:\.\.|[-/~]).*)$/.exec(name) ?? [];
  if (names.includes(command)) {
    // "qmailctl-restart": the dash is none of an option's.
    const isWord = wordsOfCommands()[command]?.includes(glued.slice(1)) === true;
    return `A blank is missing: ${[command, isWord ? glued.slice(1) : glued, ...rest].join(" ")}`;
  }
  const node = readFile(system.files, system.absolute(path));
  if (typeof node !== "string") {
    const here = `./${name}`;
    if (system.programPath(here, system.environment) !== null)
      return `There's a file of that name in this folder; ${here} runs it.`;
    return adviceOnFile(system, name, node);
  }
  const control = ["/var/qmail/control/", "/etc/"]
    .map((folder) => folder + path)
    .find((candidate) => {
      return typeof readFile(system.files, candidate) !== "string" && parentPath(candidate) !== "/";
    });
  if (control !== undefined) return `${control} is a file, not a command: cat ${control} shows it.`;
  const near = closest(name, names);
  if (near !== null) return `Did you mean ${near}?`;
  const page = findPage(name, null);
  return page === null ? null : `That is no command, but the manual tells of it: man ${name}`;
}
