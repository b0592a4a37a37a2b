export { dns_cname } from "./dns-cname.ts";
export { chooseExchangers, type Exchanger } from "./exchangers.ts";
export { DEFAULTS } from "./limits.ts";
export { remoteReport } from "./report.ts";
export { smtpcode } from "./reply.ts";
export { PORT_SMTP, routeFor } from "./routes.ts";
export { smtp } from "./smtp.ts";
export { dropped, texts } from "./texts.ts";
