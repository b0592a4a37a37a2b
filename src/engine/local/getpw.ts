import { lowerAscii, type ByteString } from "../bytes/index.ts";

/** A user of the host, as /etc/passwd has it. */
export interface Account {
  readonly name: ByteString;
  readonly uid: number;
  readonly home: ByteString;
}

/** Whose mail an address is: the user, and what of the address is an extension. */
export interface Addressee {
  readonly account: Account;
  readonly dash: ByteString;
  readonly extension: ByteString;
}

/** The users of /etc/passwd; lines that aren't of seven fields are left out. */
export function parsePasswd(text: ByteString): readonly Account[] {
  return text.split("\n").flatMap((line) => {
    const [name = "", , uid = "", , , home = "", shell] = line.split(":");
    return shell === undefined || !/^\d+$/.test(uid) ? [] : [{ name, uid: Number(uid), home }];
  });
}

/**
 * The user whom a local part belongs to: itself, or what comes before one of its hyphens; else alias. `ownsHome` tells
 * whether a user's home is there and his. Null if not even alias is there. root gets no mail.
 */
// qmail-1.03 qmail-getpw.c
export function getpw(
  local: ByteString,
  accounts: readonly Account[],
  ownsHome: (account: Account) => boolean,
): Addressee | null {
  for (let end = local.length; end >= 0; end--) {
    if (end < local.length && local.charAt(end) !== "-") continue;
    if (end >= USER_BYTES) continue;
    const name = lowerAscii(local.slice(0, end));
    const account = accounts.find((one) => one.name === name);
    if (account === undefined || account.uid === 0 || !ownsHome(account)) continue;
    const isWhole = end === local.length;
    return { account, dash: isWhole ? "" : "-", extension: local.slice(end + 1) };
  }
  const alias = accounts.find(({ name }) => name === "alias");
  return alias === undefined ? null : { account: alias, dash: "-", extension: local };
}

/** Origin: qmail-1.03 qmail-getpw.c GETPW_USERLEN. */
const USER_BYTES = 32;
