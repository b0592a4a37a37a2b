import { byteString, type ByteString } from "../bytes/index.ts";
import { CUSTOM_ERROR_BYTES_MAX } from "./limits.ts";

/** How qmail-queue ended: `exitCode` is null if it crashed; `customError` is what it wrote to descriptor 6. */
export interface QueueEnding {
  readonly exitCode: number | null;
  readonly customError: Uint8Array | null;
}

/** Whether this version lets a replacement of qmail-queue word its own errors. */
export type CustomErrors = "ignored" | "exit code 82";

/**
 * What came of a message: "" when it's queued; else "D" (permanent) or "Z" (temporary) and the words for the client.
 * `handedOver` tells whether all of it was written: "cut off" turns success into a failure.
 */
// qmail-1.03 qmail.c qmail_close
export function qmail_close(
  ending: QueueEnding,
  handedOver: "whole" | "cut off",
  customErrors: CustomErrors,
): ByteString {
  const { exitCode } = ending;
  if (exitCode === null) return "Zqq crashed (#4.3.0)";
  if (exitCode === 0) return handedOver === "whole" ? "" : READ_ERROR;
  const known = BY_EXIT_CODE.get(exitCode);
  if (known !== undefined) return known;
  // notqmail-1.09 qmail.c qmail_close
  if (exitCode === 82 && customErrors === "exit code 82" && ending.customError !== null) {
    const text = byteString(ending.customError.subarray(0, CUSTOM_ERROR_BYTES_MAX));
    if (text.length > 2) return text.split("\0", 1).join();
  }
  return exitCode >= 11 && exitCode <= 40
    ? "Dqq permanent problem (#5.3.0)"
    : "Zqq temporary problem (#4.3.0)";
}

const READ_ERROR = "Zqq read error (#4.3.0)";
const TROUBLE_CREATING = "Zqq trouble creating files in queue (#4.3.0)";
const INTERNAL_BUG = "Zqq internal bug (#4.3.0)";

const BY_EXIT_CODE: ReadonlyMap<number, ByteString> = new Map([
  [11, "Denvelope address too long for qq (#5.1.3)"],
  [115, "Denvelope address too long for qq (#5.1.3)"],
  [31, "Dmail server permanently rejected message (#5.3.0)"],
  [51, "Zqq out of memory (#4.3.0)"],
  [52, "Zqq timeout (#4.3.0)"],
  [53, "Zqq write error or disk full (#4.3.0)"],
  [54, READ_ERROR],
  [55, "Zqq unable to read configuration (#4.3.0)"],
  [56, "Zqq trouble making network connection (#4.3.0)"],
  [61, "Zqq trouble in home directory (#4.3.0)"],
  [62, TROUBLE_CREATING],
  [63, TROUBLE_CREATING],
  [64, TROUBLE_CREATING],
  [65, TROUBLE_CREATING],
  [66, TROUBLE_CREATING],
  [71, "Zmail server temporarily rejected message (#4.3.0)"],
  [72, "Zconnection to mail server timed out (#4.4.1)"],
  [73, "Zconnection to mail server rejected (#4.4.1)"],
  [74, "Zcommunication with mail server failed (#4.4.2)"],
  [81, INTERNAL_BUG],
  [91, INTERNAL_BUG],
  [120, "Zunable to exec qq (#4.3.0)"],
]);
