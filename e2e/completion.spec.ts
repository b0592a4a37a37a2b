import { expect } from "@playwright/test";
import { Lab, test } from "./lab.ts";

test("the letters that a completion matches can be read, in the chosen row too", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  const lab = new Lab(page);
  await lab.open();
  await lab.append("tcp.smtp", "1.:a");
  await page.keyboard.press("Control+Space");
  const matched = page.locator(".suggest-widget .monaco-list-row.focused .highlight").first();
  await expect(matched).toHaveText("a");
  const accent = await lab.page
    .getByRole("link", { name: "Sandbox" })
    .evaluate((link) => getComputedStyle(link).color);
  await expect(matched).toHaveCSS("color", accent);
});
