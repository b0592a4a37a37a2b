export type { AddressStep, Note, SourceLine } from "./note.ts";
