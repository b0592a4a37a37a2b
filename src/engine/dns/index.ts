export { domainFromDot, domainToDot, type Domain } from "./domain.ts";
export { encodeResponse, stringsOf, type DnsRecord, type DnsResponse, type RecordData } from "./message.ts";
export { printPacket } from "./printpacket.ts";
export { parseType, recordTypes } from "./record-type.ts";
