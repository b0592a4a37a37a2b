import { expect } from "@playwright/test";
import { expectAccessible, Lab, test } from "./lab.ts";

test("vi opens files in the editor, also those that the lesson doesn't list", async ({ page }) => {
  const lab = new Lab(page);
  const files = lab.region("Files");
  await lab.open();
  await lab.terminalReady();
  await lab.chooseConsole("Server");

  await lab.type("vi /var/qmail/control/rcpthosts");
  await expect(files.getByRole("tab", { name: "rcpthosts" })).toHaveAttribute("aria-selected", "true");

  await lab.type("cd /var/qmail/control", "nano +2 locals");
  await expect(lab.transcript("mail")).toContainText(
    "(opened in the pane Files: /var/qmail/control/locals; saved as you type)",
  );
  const locals = files.getByRole("tab", { name: "locals mail" });
  await expect(locals).toHaveAttribute("aria-selected", "true");
  const text = files.locator(".monaco-editor").getByLabel("File: /var/qmail/control/locals");
  await expect(text).toBeFocused();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("old.example\n");
  await lab.type("tail -1 locals");
  await expect(lab.transcript("mail")).toContainText("tail -1 localsold.example");
  await expectAccessible(page);

  await lab.type("vi plusdomain");
  await expect(lab.transcript("mail")).toContainText(
    "(opened in the pane Files: /var/qmail/control/plusdomain, a new file; saved as you type)",
  );
  await expect(files.getByText("There is no such file.")).toBeVisible();
  const made = files.locator(".monaco-editor").getByLabel("File: /var/qmail/control/plusdomain");
  await expect(made).toBeFocused();
  await page.keyboard.type("yourdomain.example\n");
  await lab.type("less plusdomain");
  await expect(lab.transcript("mail")).toContainText("less plusdomainyourdomain.example");

  await lab.type("vi /etc");
  await expect(lab.transcript("mail")).toContainText("vi: /etc: Is a folder");
  await expect(files.getByRole("tab", { name: "plusdomain" })).toHaveAttribute("aria-selected", "true");

  await page.reload();
  await expect(locals).toBeVisible();
  await locals.click();
  await expect(files.locator(".view-lines")).toContainText("old.example");

  // What Undo takes back last is the line that opened the file.
  const undo = page.getByRole("button", { name: "Undo" });
  for (const undone of ["vi /etc", "less plusdomain", "a change of plusdomain", "vi plusdomain"]) {
    await expect(files.getByRole("tab", { name: "plusdomain" })).toBeVisible();
    await undo.click();
    await expect(page.getByText(`Undone: ${undone}`)).toBeAttached();
  }
  await expect(files.getByRole("tab", { name: "plusdomain" })).toHaveCount(0);
  await expect(locals).toBeVisible();
});

test("a tab that vi has opened can be closed, stays closed, and is there again after the next vi", async ({
  page,
}) => {
  const lab = new Lab(page);
  const files = lab.region("Files");
  await lab.open();
  await lab.terminalReady();
  await lab.chooseConsole("Server");
  const tab = files.getByRole("tab", { name: "me mail" });
  const oneRow = await files.getByRole("tablist").evaluate((list) => list.clientHeight);

  await lab.type("vi /var/qmail/control/me");
  await expect(tab).toHaveAttribute("aria-selected", "true");
  expect(await files.getByRole("tablist").evaluate((list) => list.clientHeight)).toBe(oneRow);
  await tab.getByTitle("Close").click();
  await expect(tab).toHaveCount(0);
  await expect(files.getByRole("tab", { selected: true })).toHaveText("tcp.smtp");

  await page.reload();
  await lab.terminalReady();
  await lab.type("cat /var/qmail/control/me");
  await expect(lab.transcript("mail")).toContainText("cat /var/qmail/control/memail.yourdomain.example");
  await expect(tab).toHaveCount(0);
  await lab.type("vi /var/qmail/control/me");
  await expect(tab).toBeVisible();

  await tab.focus();
  await page.keyboard.press("Delete");
  await expect(tab).toHaveCount(0);
  await expect(files.getByRole("tab", { selected: true })).toBeFocused();
});
