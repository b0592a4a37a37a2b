export { admit, type Admission, type RulesOption } from "./admit.ts";
export { dns_domain_todot } from "./dns-name.ts";
export { connectionEnvironment, withVariables, type Connection } from "./environment.ts";
export { endLine, pidLine, statusLine, verdictLine } from "./log.ts";
export {
  noAddress,
  TCPSERVER_USAGE,
  unableToBind,
  unableToFork,
  unableToRun,
  unableToSet,
  unknownPort,
} from "./replies.ts";
