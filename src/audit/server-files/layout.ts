/** Where a server's files are below the folder that was given, and what their paths are on the server; the first wins. */
export interface Layout {
  /** Below the folder. */
  readonly at: string;
  /** On the server; a path that isn't absolute is one of which only the name is known. */
  readonly path: string;
}

/** Both a folder with just these files and the root of a server, as it is or as it was packed with tar. */
const RULES: readonly Layout[] = [
  { at: "tcp.smtp", path: "tcp.smtp" },
  { at: "etc/tcp.smtp", path: "/etc/tcp.smtp" },
  { at: "home/vpopmail/etc/tcp.smtp", path: "/home/vpopmail/etc/tcp.smtp" },
  { at: "var/qmail/control/tcp.smtp", path: "/var/qmail/control/tcp.smtp" },
  { at: "var/qmail/etc/tcp.smtp", path: "/var/qmail/etc/tcp.smtp" },
  { at: "control/tcp.smtp", path: "/var/qmail/control/tcp.smtp" },
];

const CONTROL: readonly Layout[] = [
  { at: "control", path: "control" },
  { at: "var/qmail/control", path: "/var/qmail/control" },
  { at: "qmail/control", path: "/var/qmail/control" },
];

const RUN: readonly Layout[] = [
  { at: "run", path: "run" },
  ...["service/qmail-smtpd", "service/smtpd", "service/smtp"].map(serviceAt),
  ...["var/service/qmail-smtpd", "var/service/smtpd", "var/service/smtp"].map(serviceAt),
  ...["var/qmail/supervise/qmail-smtpd", "var/qmail/service/qmail-smtpd", "supervise/qmail-smtpd"].map(
    serviceAt,
  ),
  { at: "etc/inetd.conf", path: "/etc/inetd.conf" },
];

function serviceAt(folder: string): Layout {
  return { at: `${folder}/run`, path: `/${folder}/run` };
}

/** Where the four parts of a configuration are: null for what isn't there. */
export interface ServerPlaces {
  readonly rules: Layout | null;
  readonly rulesCdb: Layout | null;
  readonly control: Layout | null;
  readonly run: Layout | null;
}

/** Finds the parts below a folder; `exists` tells whether there is anything at a path below it. */
export function serverPlaces(exists: (at: string) => boolean): ServerPlaces {
  const find = (layouts: readonly Layout[], suffix = ""): Layout | null => {
    const found = layouts.find(({ at }) => exists(at + suffix));
    return found === undefined ? null : { at: found.at + suffix, path: found.path + suffix };
  };
  const rules = find(RULES);
  return {
    rules,
    // The compiled rules belong to the text beside them.
    rulesCdb: rules === null ? find(RULES, ".cdb") : compiledBeside(rules, exists),
    control: find(CONTROL),
    run: find(RUN),
  };
}

/**
 * Where a folder that the run script names is below the one that was given: beside the script if its path isn't absolute.
 * Null: somewhere else.
 */
export function environmentFolderAt(folder: string, run: Layout | null): string | null {
  if (folder.startsWith("/")) return folder.slice(1);
  if (run === null) return null;
  const { at, path } = run;
  const pathFolder = path.slice(0, path.lastIndexOf("/") + 1);
  if (!folder.startsWith(pathFolder)) return null;
  return at.slice(0, at.lastIndexOf("/") + 1) + folder.slice(pathFolder.length);
}

/** Whether a folder has any part of a server's configuration where it belongs. */
export function isServerRoot(exists: (at: string) => boolean): boolean {
  return Object.values(serverPlaces(exists)).some((place) => place !== null);
}

function compiledBeside({ at, path }: Layout, exists: (at: string) => boolean): Layout | null {
  return exists(`${at}.cdb`) ? { at: `${at}.cdb`, path: `${path}.cdb` } : null;
}
