import { mount } from "svelte";
import type { LessonAnswers, LessonText } from "../course/index.ts";
import { readTheme, showTheme } from "./page/index.ts";
import { LessonRun, openSavedRuns, readKeptView } from "./state/index.ts";
import { Workbench } from "./workbench/index.ts";

/** Turns a lesson's page into the workbench, with the learner's saved work in it. */
export async function openWorkbench(
  lesson: LessonText,
  fetchAnswers: () => Promise<LessonAnswers>,
): Promise<void> {
  const target = document.getElementById("app");
  if (target === null) throw new Error("the page has no #app");
  showTheme(readTheme());
  const saved = openSavedRuns();
  const view = readKeptView(lesson.id);
  const run = new LessonRun(lesson, { saved, fetchAnswers, actions: await saved.load(lesson.id), view });
  target.replaceChildren();
  mount(Workbench, { target, props: { run, view } });
  if (import.meta.env.PROD) void import("./offline/index.ts").then(({ keepOffline }) => keepOffline(target));
}
