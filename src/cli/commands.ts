/** A command of `lab`: what it's for, and the code behind it, which is loaded only when it's asked for. */
export interface Command {
  readonly usage: string;
  readonly summary: string;
  /** The command itself: arguments in, exit code out. */
  readonly load: () => Promise<(args: readonly string[]) => Promise<number>>;
}

/** The commands of `lab` by name. */
export const commands: ReadonlyMap<string, Command> = new Map<string, Command>([
  [
    "tcprules",
    {
      usage: "tcprules CDB TMP < RULES",
      summary: "compile tcpserver's rules",
      load: async () => (await import("./programs.ts")).runTcprules,
    },
  ],
  [
    "tcprulescheck",
    {
      usage: "tcprulescheck CDB",
      summary: "ask compiled rules about TCPREMOTEIP, TCPREMOTEHOST, TCPREMOTEINFO",
      load: async () => (await import("./programs.ts")).runTcprulescheck,
    },
  ],
  [
    "qmail-newmrh",
    {
      usage: "qmail-newmrh",
      summary: "compile control/morercpthosts, below the current folder",
      load: async () => (await import("./programs.ts")).runQmailNewmrh,
    },
  ],
  [
    "qmail-smtpd",
    {
      usage: "qmail-smtpd [--profile NAME] [CHECKPASSWORD SUBPROGRAM...]",
      summary: "serve SMTP on standard input and output, with control/ below the current folder",
      load: async () => (await import("./qmail-smtpd.ts")).runQmailSmtpd,
    },
  ],
  [
    "play",
    {
      usage: "play [--lessons DIR] RUN",
      summary: "play a run file and print what every console shows",
      load: async () => (await import("./play.ts")).runPlay,
    },
  ],
  [
    "try",
    {
      usage: "try [--json] [--lessons DIR] LESSON RUN",
      summary: "play a run file in a lesson and print which goals hold; LESSON is an id or a folder",
      load: async () => (await import("./try.ts")).runTry,
    },
  ],
  [
    "audit",
    {
      usage: "audit [--json | --sarif] [--fail-on LEVEL] DIR",
      summary:
        "tell who may relay through a server, by its files, and what is wrong with them; --help tells more",
      load: async () => (await import("./audit/command.ts")).runAudit,
    },
  ],
  [
    "conformance",
    {
      usage: "conformance FILE...",
      summary: "play recordings of the real programs (.jsonl, .jsonl.gz) and compare",
      load: async () => (await import("./conformance/command.ts")).runConformance,
    },
  ],
]);

/** What `lab help` prints. */
export function helpText(): string {
  const rows = [...commands.values()].map(({ usage, summary }) => `  lab ${usage}\n      ${summary}\n`);
  return `Relay Lab's programs on real files, and runs of its lessons.\n\n${rows.join("")}`;
}
