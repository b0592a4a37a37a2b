export {
  type ConsoleEntry,
  type ConsoleState,
  type ReplyId,
  addInput,
  addOutput,
  clearConsole,
  createConsole,
  endOpenLine,
} from "./console.ts";
export { type ConnectionTrace, type TracedReply, addNote, filesOf, replyAt } from "./trace.ts";
