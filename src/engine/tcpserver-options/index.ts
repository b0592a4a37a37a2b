export { parseOptions, takeApart, type TcpserverOptions } from "./tcpserver-options.ts";
