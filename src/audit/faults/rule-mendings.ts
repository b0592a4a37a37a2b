import type { FaultyRule, ProblemId } from "./faulty-rule.ts";
import { addressMendings } from "./mend-address.ts";
import { settingMendings } from "./mend-setting.ts";
import { verdictMendings } from "./mend-verdict.ts";
import { withoutLineEnd, withTail, type Mending } from "./mending.ts";

/** What could be meant by a line that has the problem `id` from offset `from` to `to`, the likeliest first. */
export function mendings(
  id: ProblemId,
  content: string,
  { from, to }: { readonly from: number; readonly to: number },
): readonly Mending[] {
  const written = withoutLineEnd(content);
  const tail = content.slice(written.length);
  const colon = written.indexOf(":");
  const rule: FaultyRule = {
    id,
    written,
    address: colon === -1 ? written : written.slice(0, colon),
    instructions: colon === -1 ? "" : written.slice(colon),
    from: Math.min(from, written.length),
    to: Math.min(to, written.length),
  };
  const found = [
    ...commentMendings(rule),
    ...addressMendings(rule),
    ...verdictMendings(rule),
    ...settingMendings(rule),
  ];
  return withTail(found, tail);
}

/** For what isn't meant as a rule, or has a remark behind it. */
function commentMendings({ id, written, from }: FaultyRule): readonly Mending[] {
  if (written.startsWith("\ufeff"))
    return [{ title: "Remove the byte order mark", becomes: written.slice(1) }];
  if (/^[ \t]+#/.test(written))
    return [{ title: "Start the comment in column 1", becomes: written.trimStart() }];
  const remark = /^[ \t]*(#[^]*)$/.exec(written.slice(from))?.[1];
  if (id === "no-comma" && remark !== undefined)
    return [
      {
        title: "Put the remark on a line of its own",
        becomes: `${remark}\n${withoutLineEnd(written.slice(0, from))}`,
      },
    ];
  return [];
}
