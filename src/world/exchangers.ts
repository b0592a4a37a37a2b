/** A host that takes a domain's mail; the lowest preference comes first. */
export interface MailExchanger {
  readonly preference: number;
  readonly host: string;
}

/** What DNS knows of who takes mail for a domain. */
export type Exchangers =
  /** The addresses, best first; empty if the hosts have none. */
  | {
      readonly kind: "found";
      readonly list: readonly { readonly preference: number; readonly address: string }[];
    }
  | { readonly kind: "no such name" }
  /** No server has answered: who asks later may learn more. */
  | { readonly kind: "trouble" };
