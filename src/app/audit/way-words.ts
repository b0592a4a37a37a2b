import {
  obstacleWords,
  type CandidateFix,
  type FixObstacle,
  type FixStep,
  type SideEffectKind,
  type SmallestFix,
} from "../../audit/index.ts";
import { decodeByteString } from "../../engine/bytes/index.ts";
import type { Way } from "./examination.ts";
import { limits } from "./limits.ts";

/** The one to propose first, then the others, the smallest first. */
export function mildestFirst({
  candidates,
  mildest,
}: Extract<SmallestFix, { kind: "found" }>): readonly CandidateFix[] {
  return [mildest, ...candidates.filter((one) => one !== mildest)];
}

/** A way as a person reads it, but for what it changes in the files. */
export function wayWords({
  title,
  steps,
  sideEffects,
  sideEffectsLeftOut,
}: CandidateFix): Omit<Way, "index" | "hunks"> {
  const shown = sideEffects.slice(0, limits.effectsShown);
  return {
    title: capital(decodeByteString(title)),
    steps: steps.map((step) => stepWords[step]),
    effects: shown.map(({ words }) => capital(decodeByteString(words))),
    effectsLeftOut: sideEffects.length - shown.length + sideEffectsLeftOut,
    isHarmful: sideEffects.some(({ kind }) => harmful.includes(kind)),
  };
}

/** An obstacle as a sentence. */
export function obstacle(one: FixObstacle): string {
  return `${capital(decodeByteString(obstacleWords(one)))}.`;
}

const harmful: readonly SideEffectKind[] = ["opens the relay", "lets relay", "opens a foreign domain"];

const stepWords: Readonly<Record<FixStep, string>> = {
  "compile rules": "run tcprules",
  "compile morercpthosts": "run qmail-newmrh",
  restart: "start the server anew",
};

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
