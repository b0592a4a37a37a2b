declare module "virtual:lesson/*" {
  import type { LessonAnswers, LessonText } from "../course/index.ts";
  export const lesson: LessonText;
  export const fetchAnswers: () => Promise<LessonAnswers>;
}
