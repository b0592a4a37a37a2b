export { type NameRecords, type Names, type Question, lookUp, lookUpInTime, reverseName } from "./names.ts";
export {
  type Connection,
  type ConnectionStatus,
  type Listener,
  type ListenerStatus,
  type PipeStatus,
  type SocketAddresses,
  addressesOf,
  createConnection,
} from "./network.ts";
export { portName, portNumber } from "./port-names.ts";
