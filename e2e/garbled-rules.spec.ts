import { expect } from "@playwright/test";
import { compileRules, Lab, test } from "./lab.ts";

test("a garbled tcp.smtp shows tcprules' own error, and a diagnostic at that place", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open();
  await lab.terminalReady();
  await lab.append("tcp.smtp", '192.168.5.10:allow RELAYCLIENT=""\n');

  await expect(lab.region("Files").locator(".squiggly-error").first()).toBeVisible();
  await expect(lab.region("Files").getByRole("button", { name: /^Error 2:/ })).toBeVisible();

  await lab.chooseConsole("Server");
  await lab.type(compileRules, "echo $?");
  await expect(lab.transcript("mail")).toContainText(
    'tcprules: fatal: unable to parse this line: 192.168.5.10:allow RELAYCLIENT=""',
  );
  await expect(lab.transcript("mail")).toContainText("echo $?100");
  await expect(lab.region("Lesson")).toContainText("There is a line in tcp.smtp that tcprules can't read");
});
