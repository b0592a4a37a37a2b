import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "@playwright/test";
import { Lab, test } from "./lab.ts";

test("in the sandbox a message goes from a customer to a mailbox on another server", async ({ page }) => {
  const lab = new Lab(page);
  await page.goto("sandbox/");
  await expect(lab.region("Lesson").getByRole("heading", { name: "The sandbox" })).toBeVisible();
  await lab.terminalReady();

  await lab.chooseConsole("Ann");
  await lab.type(
    "telnet mail.yourdomain.example 25",
    "MAIL FROM:<ann@yourdomain.example>",
    "RCPT TO:<bob@elsewhere.example>",
    "DATA",
    "Subject: hello",
    "",
    "Hi Bob.",
    ".",
    "QUIT",
  );
  await expect(lab.transcript("ann")).toContainText(/250 ok \d+ qp \d+/);

  await lab.chooseConsole("Elsewhere");
  await lab.type("ls /var/mail");
  await expect(lab.transcript("elsewhere")).toContainText("bob@elsewhere.example");

  await lab.chooseConsole("Server");
  await lab.type("grep success /var/log/qmail/send/current", "man relaying", "qmailctl stat");
  await expect(lab.transcript("mail")).toContainText("198.51.100.200_accepted_message");
  await expect(lab.transcript("mail")).toContainText("RELAYCLIENT");
  await expect(lab.transcript("mail")).toContainText(/\/service\/qmail-send: up \(pid \d+\)/);

  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
});

test("a loop that never ends leaves the page alive, and Ctrl-C ends it", async ({ page }) => {
  const lab = new Lab(page);
  await page.goto("sandbox/");
  await lab.terminalReady();
  await lab.type("while true; do echo again; done");
  await expect(lab.transcript("mail")).toContainText("Ctrl-C stops it");
  await page.keyboard.press("Control+c");
  await lab.type("echo alive");
  await expect(lab.transcript("mail")).toContainText("echo alivealive");
});
