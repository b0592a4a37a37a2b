declare module "virtual:lesson/*" {
  import type { Lesson } from "../course/index.ts";
  export const lesson: Lesson;
}
