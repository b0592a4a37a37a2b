export { parseOptions, type TcpserverOptions } from "./tcpserver-options.ts";
