import { expect, type Locator, type Page } from "@playwright/test";
import { expectAccessible, Lab, test } from "./lab.ts";

const wrong = '127.:allow,RELAYCLIENT=""\n192.168.5:allow,RELAYCLIENT=""\n';
const right = '127.:allow,RELAYCLIENT=""\n192.168.5.:allow,RELAYCLIENT=""\n';

/** The file as the server's own shell shows it. */
async function expectOnServer(lab: Lab, text: string): Promise<void> {
  await lab.chooseConsole("Server");
  await lab.type("cat /etc/tcp.smtp");
  for (const line of text.trimEnd().split("\n")) await expect(lab.transcript("mail")).toContainText(line);
}

function listed(lab: Lab): Locator {
  return lab.region("Files").getByRole("list", { name: "Remarks on /etc/tcp.smtp" });
}

async function pressF8(page: Page): Promise<void> {
  await page.keyboard.press("F8");
}

test("the forgotten dot is found by F8 and mended by keyboard in Monaco", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open();
  await lab.terminalReady();
  await lab.append("tcp.smtp", '192.168.5:allow,RELAYCLIENT=""\n');
  const files = lab.region("Files");
  await expect(files.locator(".squiggly-warning")).toBeVisible();
  await expect(listed(lab)).toContainText("2:1 Without a dot at its end this is a whole address");

  await page.keyboard.press("Control+Home");
  await pressF8(page);
  await expect(files.locator(".marker-widget")).toContainText("Without a dot at its end");
  await page.keyboard.press("Control+.");
  const menu = page.getByRole("option", { name: "Add the dot: 192.168.5." });
  await expect(menu).toBeVisible();
  await page.keyboard.press("Enter");

  await expect(listed(lab)).toHaveCount(0);
  await expect(files.locator(".squiggly-warning")).toHaveCount(0);
  await expect(await lab.monaco("tcp.smtp")).toBeFocused();
  await expectOnServer(lab, right);

  // One undo takes the fix back, and no more than that.
  await (await lab.monaco("tcp.smtp")).focus();
  await page.keyboard.press("Control+z");
  await expect(listed(lab)).toContainText("2:1 Without a dot at its end this is a whole address");
});

test("the forgotten dot is found by F8 and mended by a button without Monaco", async ({
  page,
  complaints,
}) => {
  await page.route(/\/assets\/monaco-[^/]*\.js$/, (route) => route.abort());
  const lab = new Lab(page);
  await lab.open();
  await lab.terminalReady();
  await lab.chooseFile("tcp.smtp");
  const files = lab.region("Files");
  const editor = files.getByRole("textbox", { name: "File: /etc/tcp.smtp" });
  await editor.fill(`${wrong}10.:allow, X="y"\n`);
  await expect(listed(lab).getByRole("listitem")).toHaveCount(2);

  await editor.press("Control+Home");
  await pressF8(page);
  const caret = () => editor.evaluate((area: HTMLTextAreaElement) => area.selectionStart);
  expect(await caret()).toBe(wrong.indexOf("192"));
  await expect(files.getByText("Without a dot at its end this is a whole address").first()).toBeVisible();
  await pressF8(page);
  expect(await caret()).toBe(wrong.length + "10.:allow,".length);
  await page.keyboard.press("Shift+F8");
  expect(await caret()).toBe(wrong.indexOf("192"));

  await expectAccessible(page);
  await listed(lab).getByRole("button", { name: "Add the dot: 192.168.5." }).press("Enter");
  await expect(editor).toHaveValue(`${right}10.:allow, X="y"\n`);
  // The button has gone with its problem; the focus is at the one that is left.
  await expect(listed(lab).getByRole("button", { name: /^Warning 3:11/ })).toBeFocused();
  await expect(files.getByRole("status")).toHaveText("Done: Add the dot: 192.168.5. 1 remark left.");
  await listed(lab).getByRole("button", { name: "Take the blank out" }).press("Enter");
  await expect(listed(lab)).toHaveCount(0);
  await expect(files.getByRole("status")).toBeFocused();
  await expect(files.getByRole("status")).toContainText("No remarks left.");
  await expectOnServer(lab, `${right}10.:allow,X="y"\n`);
  expect(complaints.splice(0).every((complaint) => complaint.includes("ERR_FAILED"))).toBe(true);
});
