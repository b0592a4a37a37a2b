import { type ByteString } from "../bytes/index.ts";

/**
 * A byte string of the original, whose memory can be seen from elsewhere: the patch lets TCPREMOTEINFO point into the
 * buffer that the next AUTH or MAIL writes over, which shows in the Received line.
 */
export interface Stralloc {
  /** The memory; whoever points to it sees what is written later, until the string grows and moves. */
  memory: number[];
  allocated: number;
  /** Negative after decoding base64 that is all padding: the original then writes where there's no memory. */
  length: number;
}

/** A string that has no memory yet. */
export function emptyStralloc(): Stralloc {
  return { memory: [], allocated: 0, length: 0 };
}

/** Makes room for this many bytes, in other memory if there's too little. */
// netqmail-smtp-auth gen_allocdefs.h GEN_ALLOC_ready
export function stralloc_ready(string: Stralloc, bytes: number): void {
  const wanted = bytes >>> 0;
  if (wanted <= string.allocated) return;
  const isFirst = string.allocated === 0;
  string.memory = string.memory.slice();
  string.allocated = isFirst ? wanted : (30 + wanted + (wanted >>> 3)) >>> 0;
}

/** Makes the string this text, with a "Z" behind it in memory. */
// netqmail-smtp-auth stralloc_opyb.c stralloc_copyb
export function stralloc_copys(string: Stralloc, text: ByteString): void {
  stralloc_ready(string, text.length + 1);
  string.length = 0;
  put(string, text);
}

/** Adds text to the string, with a "Z" behind it in memory. */
// netqmail-smtp-auth stralloc_catb.c stralloc_catb
export function stralloc_cats(string: Stralloc, text: ByteString): void {
  stralloc_ready(string, string.length + text.length + 1);
  put(string, text);
}

/** Adds a NUL. `crashed` if the string has a negative length: the original dies of SIGSEGV there. */
// netqmail-smtp-auth stralloc_pend.c stralloc_append
export function stralloc_0(string: Stralloc): "ended" | "crashed" {
  if (string.length < 0) return "crashed";
  stralloc_ready(string, string.length + 1);
  string.memory[string.length++] = 0;
  return "ended";
}

/** The bytes of a string. */
export function textOf(string: Stralloc): ByteString {
  return memoryText(string.memory.slice(0, Math.max(0, string.length)));
}

/** What a C string that starts with this memory shows: all before the first NUL. */
export function memoryString(memory: readonly number[]): ByteString {
  const nul = memory.indexOf(0);
  return memoryText(nul === -1 ? memory : memory.slice(0, nul));
}

const OFFENSIVE_PROGRAMMING = 0x5a;

function put(string: Stralloc, text: ByteString): void {
  for (let at = 0; at < text.length; at++) string.memory[string.length++] = text.charCodeAt(at);
  string.memory[string.length] = OFFENSIVE_PROGRAMMING;
}

function memoryText(memory: readonly number[]): ByteString {
  let text = "";
  for (const byte of memory) text += String.fromCharCode(byte);
  return text;
}
