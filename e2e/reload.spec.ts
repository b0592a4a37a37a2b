import { expect } from "@playwright/test";
import { compileRules, Lab, mailToBob, refusal, test } from "./lab.ts";

test("a reload in the middle restores files, consoles, the open connection and goals", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open();
  await lab.terminalReady();
  await lab.type(...mailToBob);
  await expect(lab.transcript("ann")).toContainText(refusal);
  await lab.append("tcp.smtp", '192.168.5.10:allow,RELAYCLIENT=""\n');
  await lab.chooseConsole("Server");
  await lab.type(compileRules, "cat /etc/tcp.smtp");
  await lab.expectReached("Ann can send to anybody");
  const before = await lab.transcript("mail").innerText();

  await page.reload();
  await lab.terminalReady();
  await lab.expectReached("Ann gets the 553.");
  await lab.expectReached("Ann can send to anybody");
  await lab.chooseFile("tcp.smtp");
  await expect(page.getByLabel("File: /etc/tcp.smtp").first()).toBeAttached();
  expect(await lab.transcript("mail").innerText()).toBe(before);

  // The connection that was open goes on where it was.
  await lab.chooseConsole("Customer");
  await expect(lab.transcript("ann")).toContainText(refusal);
  await lab.type("RCPT TO:<postmaster@mail.yourdomain.example>");
  await expect(lab.transcript("ann").getByRole("button").last()).toContainText("250 ok");

  await page.getByRole("button", { name: "Reset" }).click();
  await lab.expectNotReached("Ann gets the 553.");
  await expect(lab.transcript("ann")).not.toContainText(refusal);
});

test("what was just typed into a file survives a reload", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open();
  await lab.append("tcp.smtp", "# the last word");
  await page.reload();
  await lab.chooseConsole("Server");
  await lab.terminalReady();
  await lab.type("cat /etc/tcp.smtp");
  await expect(lab.transcript("mail")).toContainText("# the last word");
});
