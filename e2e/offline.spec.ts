import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, type Page } from "@playwright/test";
import { Lab, mailToBob, refusal, test } from "./lab.ts";
import { serveSite } from "./static-site.ts";

test.use({ serviceWorkers: "allow" });

/** Waits until the whole site is in the browser. */
async function kept(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

test("after the first visit every page works without a network", async ({ page, context }) => {
  const site = await serveSite("dist", "/lab/");
  try {
    const lab = new Lab(page);
    await page.goto(`${site.address}learn/first-553/`);
    await kept(page);
    site.close();
    await context.setOffline(true);
    await page.reload();
    await lab.terminalReady();
    await lab.monaco("rcpthosts");
    await lab.type(...mailToBob);
    await expect(lab.transcript("ann")).toContainText(refusal);
    for (const path of ["", "sandbox/", "sandbox/?from=a-link#run"]) {
      await page.goto(site.address + path);
      await lab.terminalReady();
    }
    await page.goto(`${site.address}audit/`);
    await page.getByRole("button", { name: "Try an example" }).click();
    await expect(page.getByRole("status", { name: "Verdict" })).toContainText("relay");
    await expect(page.locator(".monaco-editor").getByLabel("File: /etc/tcp.smtp")).toBeAttached();
  } finally {
    site.close();
  }
});

test("a newer version waits until it's asked for, and takes nothing from an open page", async ({
  page,
  context,
}) => {
  const newer = mkdtempSync(join(tmpdir(), "newer-"));
  const site = await serveSite("dist");
  try {
    // No file of the first build but the pages themselves has its name in this one.
    await promisify(execFile)(process.execPath, [
      "node_modules/vite/bin/vite.js",
      ...["build", "--outDir", newer, "--assetsDir", "newer", "--logLevel", "error"],
    ]);
    const lab = new Lab(page);
    await page.goto(`${site.address}learn/first-553/`);
    await kept(page);
    await lab.terminalReady();
    await lab.type(...mailToBob);
    await expect(lab.transcript("ann")).toContainText(refusal);
    const other = await context.newPage();
    await other.goto(`${site.address}sandbox/`);

    site.replace(newer);
    await page.reload();
    const note = page.getByRole("status").filter({ hasText: "A newer version" });
    // It's there once every file of the newer version has been fetched and stored.
    await expect(note).toBeVisible({ timeout: 60_000 });
    // This page is still the first version, whole, though its files have gone from the host.
    await expect(lab.transcript("ann")).toContainText(refusal);
    await lab.monaco("rcpthosts");
    expect(await page.locator("script[src*='assets/']").count()).toBeGreaterThan(0);

    await note.getByRole("button", { name: "Reload" }).click();
    await expect(page.locator("script[src*='newer/']").first()).toBeAttached();
    await expect(lab.transcript("ann")).toContainText(refusal);
    await expect(note).toHaveCount(0);
    // The other tab isn't reloaded under its reader's hands, but told.
    const told = other.getByRole("status").filter({ hasText: "A newer version" });
    await expect(told).toBeVisible({ timeout: 20_000 });
    expect(await other.locator("script[src*='assets/']").count()).toBeGreaterThan(0);
    expect(site.missing).toEqual([]);
  } finally {
    site.close();
    rmSync(newer, { recursive: true });
  }
});
