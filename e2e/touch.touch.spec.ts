import { expect } from "@playwright/test";
import { compileRules, expectAccessible, Lab, mailToBob, refusal, test } from "./lab.ts";

test("the whole lesson is done on a phone", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open();
  await expect(page.locator(".monaco-editor")).toHaveCount(0);
  const pane = (name: string) =>
    page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name }).tap();
  const send = async (...lines: readonly string[]) => {
    for (const line of lines) {
      await lab.region("Console").getByRole("textbox").fill(line);
      await lab.region("Console").getByRole("button", { name: "Send" }).tap();
    }
  };
  await expectAccessible(page);

  await pane("Console");
  await send(...mailToBob);
  await expect(lab.transcript("ann")).toContainText(refusal);
  await expectAccessible(page);

  await pane("Files");
  await lab
    .region("Files")
    .getByRole("textbox")
    .fill("yourdomain.example\nmail.yourdomain.example\nshop.example\n");
  await lab.chooseFile("tcp.smtp");
  await lab
    .region("Files")
    .getByRole("textbox")
    .fill('127.:allow,RELAYCLIENT=""\n192.168.5.:allow,RELAYCLIENT=""\n');
  await expectAccessible(page);

  await pane("Console");
  await lab.chooseConsole("Server");
  await expect(lab.region("Console").getByRole("textbox")).not.toBeFocused();
  await lab.region("Console").getByRole("button", { name: "cat rcpthosts" }).tap();
  await lab.region("Console").getByRole("button", { name: "Send" }).tap();
  await expect(lab.transcript("mail")).toContainText("cat /var/qmail/control/rcpthosts");
  await pane("Lesson");
  await lab
    .region("Lesson")
    .getByRole("button", { name: `Put into the console: ${compileRules}` })
    .tap();
  await lab.region("Console").getByRole("button", { name: "Send" }).tap();
  await lab.chooseConsole("Customer");
  await lab.region("Console").getByRole("button", { name: "QUIT" }).tap();
  await lab.region("Console").getByRole("button", { name: "Connect" }).tap();
  await send(...mailToBob);
  await lab.chooseConsole("Stranger");
  await expect(lab.region("Console").getByRole("button", { name: "help" })).toBeVisible();
  await expect(lab.region("Console").getByRole("button", { name: "tcprules" })).toHaveCount(0);
  await lab.region("Console").getByRole("button", { name: "Connect" }).tap();
  await send(...mailToBob);
  await expect(lab.transcript("stranger")).toContainText(refusal);

  await pane("Why");
  await expect(lab.region("Why")).toContainText("elsewhere.example isn't listed");
  await expectAccessible(page);
  await pane("Lesson");
  await expect(lab.region("Lesson")).toContainText("You did it");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
