import { resolve } from "node:path";
import type { Plugin } from "vite";
import { auditPage } from "./audit-page.ts";
import { lessonPage } from "./lesson-page.ts";
import { lessonModules } from "./lesson-plugin.ts";
import { manPages } from "./man-plugin.ts";
import { compileLessons } from "../src/cli/lessons-on-disk.ts";
import type { Page } from "./pages.ts";

/** Plugins that make modules from content (lessons, worlds, manual pages), wherever code is bundled or run. */
export function contentPlugins(): Plugin[] {
  return [lessonModules(), manPages()];
}

/**
 * Every page of the site, made afresh on each call: one for each lesson at learn/<id>/, the sandbox and the audit. As long as there is one lesson,
 * the front page is that lesson. Throws with all troubles of the lessons if one can't be compiled.
 */
export function sitePages(): readonly Page[] {
  const { lessons, sandbox, troubles } = compileLessons(resolve("lessons"));
  if (troubles.length > 0) {
    throw new Error(
      troubles.map(({ file, line, message }) => `${file}:${String(line)}: ${message}`).join("\n"),
    );
  }
  const pages = lessons.map(({ lesson }) => {
    const path = `learn/${lesson.id}/`;
    return { path, html: lessonPage(lesson, { path, canonicalPath: path }) };
  });
  if (sandbox !== null) {
    const path = `${sandbox.id}/`;
    pages.push({ path, html: lessonPage(sandbox, { path, canonicalPath: path }) });
  }
  pages.push({ path: "audit/", html: auditPage({ path: "audit/", canonicalPath: "audit/" }) });
  const [first] = lessons;
  if (first === undefined) return pages;
  const canonicalPath = `learn/${first.lesson.id}/`;
  return [{ path: "", html: lessonPage(first.lesson, { path: "", canonicalPath }) }, ...pages];
}
