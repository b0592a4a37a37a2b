import type { Action, Start } from "../world/index.ts";
import type { Goal, Invariant, Mistake } from "./goal.ts";
import type { Block } from "./prose.ts";

/** A lesson as the page and the command line get it: compiled from its folder, all references resolved. */
export interface Lesson {
  readonly id: string;
  readonly title: string;
  /** The one idea, in one sentence. */
  readonly idea: string;
  /** What a learner is told when all goals are reached, in one sentence. */
  readonly passed: string;
  readonly part: { readonly id: string; readonly title: string };
  /** What it's about, before the first step. */
  readonly introduction: readonly Block[];
  readonly steps: readonly Step[];
  readonly goals: readonly Goal[];
  readonly invariants: readonly Invariant[];
  readonly mistakes: readonly Mistake[];
  /** The hosts whose consoles are shown, in the order of their tabs. */
  readonly consoles: readonly ConsoleTab[];
  /** The files that the editor shows, in the order of their tabs. */
  readonly files: readonly FileTab[];
  readonly start: Start;
  readonly solution: readonly SolutionAction[];
}

/** What is known of a lesson only once somebody works at it: what is wrong, and how it's done right. */
export type LessonAnswers = Pick<Lesson, "mistakes" | "solution">;

/** What a lesson's page shows at first. */
export type LessonText = Omit<Lesson, keyof LessonAnswers>;

export interface Step {
  readonly title: string;
  readonly body: readonly Block[];
  /** From a nudge to the answer. */
  readonly hints: readonly (readonly Block[])[];
}

export interface ConsoleTab {
  readonly host: string;
  readonly title: string;
  /** Who sits there, in a few words. */
  readonly about: string;
  /** Where a "Connect" button of this console calls, or null if it has none. */
  readonly connect: { readonly to: string; readonly port: number } | null;
}

export interface FileTab {
  readonly host: string;
  readonly path: string;
  readonly about: string;
}

export interface SolutionAction {
  readonly action: Action;
  /** Why this is done. */
  readonly why: string;
}

/** A run that must not pass, with the mistake that it must be told of. */
export interface WrongRun {
  readonly name: string;
  /** The id of the first goal or invariant that must fail. */
  readonly fails: string;
  /** The id of the mistake that must be recognised, or null if the goal's own finding says enough. */
  readonly mistake: string | null;
  readonly actions: readonly Action[];
}
