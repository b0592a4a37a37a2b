import type { RuleSource } from "../../audit/index.ts";

/** Tells which rule's record starts at a place; null: none does. It may have to be asked for elsewhere. */
export type RuleAt = (record: number) => RuleSource | null | Promise<RuleSource | null>;
