import type { RuleSource } from "../../audit/index.ts";
import type { RuleAt } from "./rules.ts";

/** The rule that `ask` gives, when it's there: undefined until then. Of several questions the last one counts. */
export function awaitedRule(ask: () => ReturnType<RuleAt>): {
  readonly current: RuleSource | null | undefined;
} {
  let answered = $state.raw<RuleSource | null>();
  const asked = $derived(ask());
  $effect(() => {
    if (!(asked instanceof Promise)) return;
    let isAwaited = true;
    answered = undefined;
    asked.then(
      (rule) => {
        if (isAwaited) answered = rule;
      },
      () => {
        if (isAwaited) answered = null;
      },
    );
    return () => {
      isAwaited = false;
    };
  });
  return {
    get current() {
      return asked instanceof Promise ? answered : asked;
    },
  };
}
