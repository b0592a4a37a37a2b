import { expect } from "@playwright/test";
import { Lab, mailToBob, refusal, test } from "./lab.ts";

test("Tab on a line that nothing completes keeps the focus and the line", async ({ page }) => {
  const lab = new Lab(page);
  await page.goto("sandbox/");
  await lab.terminalReady();
  await lab.input.focus();
  const { keyboard } = page;
  const leave = page.getByText("Escape, then Tab, leaves the console.");
  await expect(leave).toBeVisible();

  await keyboard.type("echo nosuch");
  await keyboard.press("Tab");
  await keyboard.type("!");
  await keyboard.press("Enter");
  await expect(lab.transcript("mail")).toContainText("nosuch!");
  // ca becomes cat, and a second Tab shows what there is to cat.
  await keyboard.type("ca");
  await keyboard.press("Tab");
  await keyboard.press("Tab");
  await expect(lab.input).toBeFocused();

  await keyboard.press("Escape");
  await keyboard.press("Tab");
  await expect(lab.transcript("mail")).toBeFocused();
  await expect(leave).toBeHidden();
  await lab.transcript("mail").click();
  await expect(lab.input).toBeFocused();

  await keyboard.press("Control+U");
  await keyboard.press("Tab");
  await expect(lab.transcript("mail")).toBeFocused();
});

test("a click on a console's tab goes on to its terminal, and an arrow key stays among the tabs", async ({
  page,
}) => {
  const lab = new Lab(page);
  await page.goto("sandbox/");
  await lab.terminalReady();
  await lab.chooseConsole("Ann");
  await page.keyboard.type("echo typed at once");
  await page.keyboard.press("Enter");
  await expect(lab.transcript("ann")).toContainText("typed at once");

  const tab = (name: string) => lab.region("Console").getByRole("tab", { name });
  await tab("Ann").focus();
  await page.keyboard.press("ArrowRight");
  await expect(tab("Stranger")).toBeFocused();

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(tab("Ann")).toHaveAttribute("aria-selected", "true");
  await page.getByRole("button", { name: "Redo" }).click();
  await page.getByRole("button", { name: "Reset" }).click();
  await expect(lab.input).toBeFocused();
});

test("a reload brings back the console and the file in front, and the focus where it was", async ({
  page,
}) => {
  const lab = new Lab(page);
  const front = async () => page.getByRole("tab", { selected: true }).allInnerTexts();
  await page.goto("sandbox/");
  await lab.terminalReady();
  await lab.region("Files").getByRole("tab", { name: "locals" }).click();
  await lab.chooseConsole("Ann");
  await page.keyboard.type("echo one");
  await page.keyboard.press("Enter");
  await page.reload();
  await lab.terminalReady();
  await expect.poll(front).toEqual(["Ann", "locals"]);
  await expect(lab.input).toBeFocused();

  await page.getByRole("button", { name: "Undo" }).focus();
  await page.reload();
  await lab.terminalReady();
  await expect.poll(front).toEqual(["Ann", "locals"]);
  await expect(lab.input).not.toBeFocused();
});

test("the prompt stays in sight below an old reply, and a reply is seen when it's chosen", async ({
  page,
}) => {
  const lab = new Lab(page);
  const lastRow = async () => (await lab.screen()).at(-1);
  await lab.open();
  await lab.terminalReady();
  await lab.type(...mailToBob, "QUIT");
  const lines = Array.from({ length: 30 }, (_none, index) => `echo ${index}`);
  await lab.type(...lines);
  await lab.chooseConsole("Server");
  await lab.chooseConsole("Customer");
  await expect.poll(lastRow).toContain("$");
  await lab.chooseConsole("Server");
  await lab.type("echo undone");
  await lab.chooseConsole("Customer");
  await page.getByRole("button", { name: "Undo" }).click();
  await lab.chooseConsole("Customer");
  await expect.poll(lastRow).toContain("$");
  await page.reload();
  await lab.terminalReady();
  await expect.poll(lastRow).toContain("$");

  await lab.transcript("ann").getByRole("button", { name: refusal }).focus();
  await page.keyboard.press("Enter");
  await lab.input.focus();
  await expect.poll(lab.screen.bind(lab)).toContain(refusal);
});
