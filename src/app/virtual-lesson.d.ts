declare module "virtual:lesson/*" {
  // Whatever is imported inside an ambient module by a relative name is unknown there, unless it's in a type.
  // eslint-disable-next-line @typescript-eslint/consistent-type-imports -- see above
  export const lesson: import("../course/index.ts").LessonText;
  // eslint-disable-next-line @typescript-eslint/consistent-type-imports -- see above
  export const fetchAnswers: () => Promise<import("../course/index.ts").LessonAnswers>;
}
