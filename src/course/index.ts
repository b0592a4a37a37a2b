export { assess, type Assessment, type Standing } from "./assess.ts";
export type {
  ConsoleTab,
  FileTab,
  Lesson,
  LessonAnswers,
  LessonText,
  SolutionAction,
  Step,
  WrongRun,
} from "./lesson.ts";
export type { Goal, Invariant, Mistake } from "./goal.ts";
export type { Block, Inline } from "./prose.ts";
export {
  relayStanding,
  type Place,
  type RelayStanding,
  type ServerStanding,
  type Step as RebuildStep,
  type Verdict,
} from "./standing/index.ts";
