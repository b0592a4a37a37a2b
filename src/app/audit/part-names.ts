import { environmentPath, type ControlName, type ServerPart } from "../../audit/index.ts";

/** What a part is called, where it is on a server, and what it's for. */
export interface PartName {
  readonly part: ServerPart;
  readonly name: string;
  readonly about: string;
  /** Where a pasted one is taken to be. */
  readonly path: string;
}

/** The parts that are text, in the order in which somebody would be asked for them. */
export const textParts: readonly PartName[] = [
  { part: "rules", name: "tcp.smtp", path: "tcp.smtp", about: "rules about clients, by their address" },
  control("rcpthosts", "domains that anybody may send mail to"),
  { part: "run", name: "run", path: "run", about: "the script that starts tcpserver and qmail-smtpd" },
  control("locals", "domains whose mail is delivered on the server"),
  control("virtualdomains", "domains, and who gets their mail"),
  control("me", "the server's own name"),
  control("morercpthosts", "more domains, for lists that are long"),
  control("smtproutes", "where mail for some domains is sent"),
  control("percenthack", "domains with user%host addresses"),
  control("badmailfrom", "senders whose mail is refused"),
  control("defaultdomain", "what is added to a short name"),
  control("defaulthost", "what is added to an address without a host"),
  control("envnoathost", "where mail to an address without @ goes"),
  control("localiphost", "the name that stands for the server's address in brackets"),
  control("plusdomain", "what a plus at the end of a host stands for"),
  control("smtpgreeting", "what the server greets with"),
];

function control(part: ControlName, about: string): PartName {
  return { part, name: part, path: `control/${part}`, about };
}

/** What a part is for; "" where it isn't text. */
export function aboutPart(part: ServerPart): string {
  if (environmentPath(part) !== null) return "the value of a variable for envdir; empty: it's unset";
  return textParts.find((one) => one.part === part)?.about ?? "";
}

export function isTextPart(part: ServerPart): boolean {
  return environmentPath(part) !== null || textParts.some((one) => one.part === part);
}

/** What a file is called where there's little room. */
export function shortName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
