import type { ByteString } from "../bytes/index.ts";

/** A local part as SMTP and mail headers write it: in quotes if it has to be. */
// qmail-1.03 quote.c quote
export function quote(box: ByteString): ByteString {
  return quote_need(box) ? `"${box.replace(/[\r\n"\\]/g, "\\$&")}"` : box;
}

/** An address with its local part quoted if it has to be. The empty address stays empty. */
// qmail-1.03 quote.c quote2
export function quote2(address: ByteString): ByteString {
  if (address === "") return address;
  const at = address.lastIndexOf("@");
  return at === -1 ? quote(address) : quote(address.slice(0, at)) + address.slice(at);
}

// qmail-1.03 quote.c quote_need, ok
function quote_need(box: ByteString): boolean {
  if (!/^[!#-'*+\-./0-9=?A-Z^_`a-z{|}~]+$/.test(box)) return true;
  return box.startsWith(".") || box.endsWith(".") || box.includes("..");
}
