import { mount } from "svelte";
import { readTheme, showTheme } from "../page/index.ts";
import AuditPage from "./AuditPage.svelte";

/** Turns the page's text into the auditor. */
export function openAuditPage(): void {
  const target = document.getElementById("app");
  if (target === null) throw new Error("the page has no #app");
  showTheme(readTheme());
  target.replaceChildren();
  mount(AuditPage, { target });
  if (import.meta.env.PROD) void import("../offline/index.ts").then(({ keepOffline }) => keepOffline(target));
}
