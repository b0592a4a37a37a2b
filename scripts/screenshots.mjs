// Makes the README's pictures in docs/images/ from the built site, as `npm run screenshots`. Needs `npm run build` first.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { preview } from "vite";
import { CHROMIUM_FLAGS, findChromium } from "./chromium.mjs";

const folder = fileURLToPath(new URL("../docs/images/", import.meta.url));
mkdirSync(folder, { recursive: true });
const server = await preview({ preview: { host: "127.0.0.1", port: 0 }, logLevel: "silent" });
const executablePath = findChromium();
const browser = await chromium.launch({
  args: CHROMIUM_FLAGS,
  ...(executablePath === null ? {} : { executablePath }),
});
try {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme });
    await page.goto(server.resolvedUrls?.local[0] ?? "");
    await page.locator(".xterm-helper-textarea").focus();
    for (const line of [
      "HELO ann",
      "MAIL FROM:<ann@yourdomain.example>",
      "RCPT TO:<bob@elsewhere.example>",
    ]) {
      await page.keyboard.type(line);
      await page.keyboard.press("Enter");
    }
    await page.locator(".monaco-editor").first().waitFor();
    await page.getByRole("button", { name: /553 sorry/ }).waitFor({ state: "attached" });
    await page.screenshot({ path: `${folder}workbench-${colorScheme}.png` });
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}
