export { byte_rchr, byteString, bytesOf, type ByteString } from "./byte-string.ts";
export { decodeByteString, decodeText, encodeByteString, encodeText } from "./text.ts";
export { lowerAscii } from "./ascii.ts";
export { appendBytes, joinBytes } from "./join.ts";
export { isSameBytes } from "./same.ts";
