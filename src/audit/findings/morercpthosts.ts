import { isSameBytes } from "../../engine/bytes/index.ts";
import { openCdb } from "../../engine/cdb/index.ts";
import { compileMorercpthosts } from "../../engine/newmrh/index.ts";
import { isWholeCdb } from "../whole-cdb.ts";
import { atFile, type Examined } from "./examined.ts";
import type { Finding } from "./finding.ts";

/** morercpthosts counts once it's compiled, and beside rcpthosts only. */
// qmail-1.03 rcpthosts.c rcpthosts_init, qmail-newmrh.c
export function* morercpthosts({ control }: Examined): Generator<Finding, void> {
  if (control === null) return;
  const { morercpthosts: text, "morercpthosts.cdb": cdb, rcpthosts } = control.files;
  const file = text ?? cdb;
  if (file === undefined) return;
  if (rcpthosts === undefined) {
    const message = "Without rcpthosts nobody reads it, and every domain is reached anyway.";
    yield { id: "morercpthosts-ignored", severity: "warning", ...atFile(file.path), message, fix: null };
    return;
  }
  if (cdb !== undefined && !isWholeCdb(openCdb(cdb.bytes))) {
    const message = "It's no whole cdb, so mail for domains that rcpthosts doesn't list gets 421.";
    yield { id: "morercpthosts-damaged", severity: "error", ...atFile(cdb.path), message, fix: null };
    return;
  }
  if (text === undefined) return;
  const domains = control.entries("morercpthosts");
  if (cdb === undefined) {
    const isMissed = domains.some(({ text: one }) => !control.isReached(one.replace(/^\./, "x.")));
    const message = "qmail-newmrh hasn't compiled it, so mail for the domains that it lists is refused.";
    if (isMissed)
      yield { id: "morercpthosts-not-compiled", severity: "error", ...atFile(text.path), message, fix: null };
    return;
  }
  const { cdb: compiled } = compileMorercpthosts(text.bytes);
  if (isSameBytes(compiled, cdb.bytes)) return;
  const message =
    "qmail-newmrh hasn't run since it was changed, so what it lists now isn't what is in force.";
  yield { id: "morercpthosts-stale", severity: "warning", ...atFile(text.path), message, fix: null };
}
