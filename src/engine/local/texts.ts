import type { ByteString } from "../bytes/index.ts";

/** What qmail-local says when it can't deliver, without the newline, and its exit codes: 111 for now, 100 for good. */
// qmail-1.03 qmail-local.c
export const texts = {
  noMailbox: "Sorry, no mailbox here by that name. (#5.1.1)",
  looping: "This message is looping: it already has my Delivered-To line. (#5.4.6)",
  usage: "qmail-local: usage: qmail-local [ -nN ] user homedir local dash ext domain sender aliasempty",
  noHome: (home: ByteString, error: ByteString): ByteString =>
    `Unable to switch to ${home}: ${error}. (#4.3.0)`,
  blankFirstLine: "Uh-oh: first line of .qmail file is blank. (#4.2.1)",
  writableHome: "Uh-oh: home directory is writable. (#4.7.0)",
  writableDotQmail: "Uh-oh: .qmail file is writable. (#4.7.0)",
  childCrashed: "Aack, child crashed. (#4.3.0)",
  noMaildir: "Unable to chdir to maildir. (#4.2.1)",
  maildirTrouble: "Temporary error on maildir delivery. (#4.3.0)",
  cannotOpen: (path: ByteString, error: ByteString): ByteString =>
    `Unable to open ${path}: ${error}. (#4.2.1)`,
  cannotWrite: (path: ByteString, error: ByteString): ByteString =>
    `Unable to write ${path}: ${error}. (#4.3.0)`,
  cannotOpenDotQmail: (path: ByteString, error: ByteString): ByteString =>
    `Unable to open ${path}: ${error}. (#4.3.0)`,
  cannotForward: (why: ByteString): ByteString => `Unable to forward message: ${why}.`,
} as const;

/** What qmail-lspawn says itself. */
// qmail-1.03 spawn.c, qmail-lspawn.c
export const spawnTexts = {
  noAliasUser: "ZUnable to find alias user!\n",
  noMessage: "Zqmail-spawn unable to open message. (#4.3.0)\n",
  cannotFork: "Zqmail-spawn unable to fork. (#4.3.0)\n",
} as const;
