import {
  controlFindings,
  controlNames,
  type ConfigurationFile,
  type ControlName,
  type EntryListName,
} from "../../audit/index.ts";
import { encodeByteString } from "../../engine/bytes/index.ts";
import type { LanguageContext } from "../language.ts";

/**
 * What is found of a file of control/ by the files beside it. `null` where too little of them is known to say anything
 * (without rcpthosts, or without anything that says what is hosted), or where they are too large for each key.
 */
export function besides(
  name: EntryListName,
  bytes: Uint8Array,
  { path, file }: LanguageContext,
): ReturnType<typeof controlFindings> | null {
  if (path === undefined || file === undefined || !path.endsWith(`/${name}`)) return null;
  const folder = path.slice(0, -name.length);
  const control: Partial<Record<ControlName, ConfigurationFile>> = {};
  for (const one of controlNames) {
    const found = one === name ? bytes : file(folder + one);
    if (found !== null)
      control[one] = { path: encodeByteString(folder + one), bytes: found, modifiedAt: null };
  }
  const isKnown = control.rcpthosts !== undefined && (control.locals ?? control.virtualdomains) !== undefined;
  const size = Object.values(control).reduce((sum, one) => sum + one.bytes.length, 0);
  return isKnown && size <= BESIDES_BYTES_MAX ? controlFindings(control, name) : null;
}

/** Of all files of control/ that count: some thousand entries. Our own choice, for 20 ms a key. */
const BESIDES_BYTES_MAX = 100_000;
