import { defineConfig } from "@playwright/test";
import { CHROMIUM_FLAGS, findChromium } from "./scripts/chromium.mjs";

// One port for the main process and its workers, which read this file again and inherit its environment. It depends on
// the process, so that two runs at once don't serve each other.
const port = (process.env["E2E_PORT"] ??= String(20_000 + (process.pid % 20_000)));
const executablePath = findChromium();
const TOUCH = /\.touch\.spec\.ts$/;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  retries: 0,
  workers: 2,
  fullyParallel: true,
  // Two cores that also run everything else; no wait of a test is this long.
  timeout: 90_000,
  forbidOnly: true,
  reporter: [["list"]],
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    trace: "retain-on-failure",
    // But for e2e/offline.spec.ts, what a page asks for is what's to be seen.
    serviceWorkers: "block",
    launchOptions: { args: CHROMIUM_FLAGS, ...(executablePath === null ? {} : { executablePath }) },
  },
  projects: [
    { name: "desktop", testIgnore: TOUCH, use: { viewport: { width: 1440, height: 900 } } },
    {
      name: "touch",
      testMatch: TOUCH,
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
  ],
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${port} --strictPort`,
    url: `http://127.0.0.1:${port}/`,
    timeout: 30_000,
  },
});
