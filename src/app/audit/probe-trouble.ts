import { addressNumber } from "../../audit/index.ts";

/** What is wrong with a question, as a sentence; null if it can be asked. */
export function probeTrouble({
  address,
  name,
}: {
  readonly address: string;
  readonly name: string;
}): string | null {
  if (addressNumber(address.trim()) === null) {
    return address.includes(":")
      ? "tcpserver of ucspi-tcp 0.88 serves IPv4 only: write an address such as 198.51.100.66."
      : "The address must be four numbers from 0 to 255 with dots between them, such as 198.51.100.66.";
  }
  return /\s/.test(name.trim()) ? "A name in DNS has no blanks in it." : null;
}
