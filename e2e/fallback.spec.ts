import { expect } from "@playwright/test";
import { compileRules, Lab, mailToBob, refusal, test } from "./lab.ts";

test("without xterm and Monaco, plain fields do all that is needed", async ({ page, complaints }) => {
  await page.route(/\/assets\/(terminal|monaco)-[^/]*\.js$/, (route) => route.abort());
  const lab = new Lab(page);
  await lab.open();
  const line = lab.region("Console").getByRole("textbox");
  const say = async (...lines: readonly string[]) => {
    for (const text of lines) {
      await line.fill(text);
      await line.press("Enter");
    }
  };
  await say(...mailToBob);
  await expect(lab.transcript("ann")).toContainText(refusal);

  await lab.chooseFile("tcp.smtp");
  const editor = lab.region("Files").getByRole("textbox", { name: "File: /etc/tcp.smtp" });
  await editor.fill('127.:allow,RELAYCLIENT=""\n192.168.5.10:allow RELAYCLIENT=""\n');
  await lab
    .region("Files")
    .getByRole("button", { name: /^Error 2:/ })
    .click();
  await expect(editor).toBeFocused();
  await editor.fill('127.:allow,RELAYCLIENT=""\n192.168.5.10:allow,RELAYCLIENT=""\n');
  await lab.chooseConsole("Server");
  await say(compileRules);
  await lab.expectReached("Ann can send to anybody");
  await expect(page.locator(".xterm, .monaco-editor")).toHaveCount(0);
  // The two downloads that were made to fail are all that the page complains of.
  expect(complaints.splice(0).every((complaint) => complaint.includes("ERR_FAILED"))).toBe(true);
});

test("where the browser keeps nothing, the page says so and works", async ({ page }) => {
  await page.addInitScript(() => {
    const refuse = (): never => {
      throw new DOMException("storage is blocked", "SecurityError");
    };
    IDBFactory.prototype.open = refuse;
    Object.defineProperty(window, "localStorage", { get: refuse });
  });
  const lab = new Lab(page);
  await lab.open();
  await expect(page.getByText("This browser keeps nothing")).toBeVisible();
  await lab.terminalReady();
  await lab.type(...mailToBob);
  await lab.expectReached("Ann gets the 553.");
});

test("the page can be read without JavaScript", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("learn/first-553/");
  await expect(page.getByRole("heading", { name: "The first 553" })).toBeVisible();
  await expect(page.getByText("Leave what is there.")).toBeVisible();
  await context.close();
});
