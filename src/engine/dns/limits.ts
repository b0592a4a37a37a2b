/** Bounds of DNS messages. */
export const limits = {
  /** Source: RFC 1035 2.3.4. */
  labelBytesMax: 63,
  /** With the root's own byte. Source: RFC 1035 2.3.4. */
  domainBytesMax: 255,
  /** Names that a message remembers to point back to. Source: djbdns-1.05 response.c NAMES. */
  pointersMax: 100,
  /** The longest name that is remembered so. Source: djbdns-1.05 response.c response_addname. */
  pointerDomainBytesMax: 128,
  /** Pointers that the reader of a name follows. Source: djbdns-1.05 dns_packet.c dns_packet_getname. */
  pointersFollowedMax: 1000,
  /** Bytes of one string in a TXT record. Source: RFC 1035 3.3. */
  stringBytesMax: 255,
} as const;
