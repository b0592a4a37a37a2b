export { admit, applyInstructions, type Admission, type RulesOption } from "./admit.ts";
export { dns_domain_todot } from "./dns-name.ts";
export { connectionEnvironment, withVariables, type Connection } from "./environment.ts";
export { endLine, pidLine, statusLine, verdictLine } from "./log.ts";
export {
  noAddressFor,
  TCPSERVER_USAGE,
  unableToBind,
  unableToReadRules,
  unableToRun,
  unknownPort,
} from "./replies.ts";
