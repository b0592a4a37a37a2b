export { hosts_access, type AccessTable, type AccessTables } from "./hosts-access.ts";
export {
  cannotExecute,
  connectFrom,
  noClientAddress,
  otherAddress,
  otherName,
  refusedConnect,
  unverified,
} from "./replies.ts";
export {
  eval_client,
  paranoid,
  request_init,
  unknown,
  warn,
  type Asking,
  type Question,
  type Reply,
  type Request,
  type WrappedConnection,
} from "./request.ts";
