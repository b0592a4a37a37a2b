export { byte_rchr, byteString, bytesOf, type ByteString } from "./byte-string.ts";
export { decodeText, encodeByteString, encodeText } from "./text.ts";
export { lowerAscii } from "./ascii.ts";
export { appendBytes, joinBytes } from "./join.ts";
