import { expect } from "@playwright/test";
import { Lab, mailToBob, refusal, test } from "./lab.ts";
import { serveSite } from "./static-site.ts";

test("the built site works from a folder below another host's root", async ({ page }) => {
  const site = await serveSite("dist", "/parent/deep/");
  try {
    const lab = new Lab(page);
    await page.goto(`${site.address}learn/first-553/`);
    await lab.terminalReady();
    await lab.monaco("rcpthosts");
    await lab.type(...mailToBob);
    await expect(lab.transcript("ann")).toContainText(refusal);
    expect(site.missing).toEqual([]);
  } finally {
    site.close();
  }
});
