/** Whether any file of a zip needs a password. fflate doesn't tell, and would unpack noise. */
// APPNOTE.TXT 6.3.10, 4.3.12 central directory header: 4.4.4 bit 0 of the general purpose bit flag
export function isEncryptedZip(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endRecordAt(view);
  if (end === null) return false;
  let at = view.getUint32(end + 16, true);
  for (let count = view.getUint16(end + 10, true); count > 0 && at + 46 <= bytes.length; count--) {
    if (view.getUint32(at, true) !== FILE_HEADER) return false;
    if ((view.getUint16(at + 8, true) & 1) === 1) return true;
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return false;
}

const FILE_HEADER = 0x02014b50;
const END_RECORD = 0x06054b50;
const END_RECORD_BYTES = 22;
const COMMENT_BYTES_MAX = 0xffff;

/** Where the record at the end starts, behind which there's only a comment; null if there is none. */
function endRecordAt(view: DataView): number | null {
  const first = Math.max(0, view.byteLength - END_RECORD_BYTES - COMMENT_BYTES_MAX);
  for (let at = view.byteLength - END_RECORD_BYTES; at >= first; at--)
    if (view.getUint32(at, true) === END_RECORD) return at;
  return null;
}
