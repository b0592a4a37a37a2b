import { expect } from "@playwright/test";
import { Lab, test } from "./lab.ts";

test("a console on a desktop has 80 columns, and shows underscores", async ({ page }) => {
  const lab = new Lab(page);
  await page.goto("sandbox/");
  await lab.terminalReady();
  const digits = "1234567890".repeat(8);
  await lab.type(`echo ${digits}`);
  await expect.poll(lab.screen.bind(lab)).toContain(digits);

  await lab.type("echo ____");
  const rows = lab.region("Console").locator(".xterm-rows > div");
  const underscores = await rows.filter({ hasText: /^____\s*$/ }).screenshot();
  expect(underscores.equals(await rows.last().screenshot())).toBe(false);
});

test("nothing jumps when another console comes to the front", async ({ page }) => {
  const lab = new Lab(page);
  await page.goto("sandbox/");
  await lab.terminalReady();
  const consoles = lab.region("Console");
  const places = async () => {
    const boxes = [consoles.getByRole("tablist"), consoles.locator(".console")];
    return Promise.all(boxes.map((box) => box.boundingBox()));
  };
  const before = await places();
  await expect(consoles.getByRole("button", { name: "Connect" })).toHaveCount(0);
  for (const title of ["Ann", "Partner", "Server"]) {
    await lab.chooseConsole(title);
    expect(await places()).toEqual(before);
    await expect(consoles.getByRole("tab", { name: title })).toBeInViewport({ ratio: 1 });
  }
  await lab.chooseConsole("Ann");
  await expect(consoles.getByRole("button", { name: "Connect" })).toHaveAccessibleDescription(
    "Runs telnet mail.yourdomain.example 25 here",
  );
});

test("what was undone is told in the words of the rest, and the header keeps its height", async ({
  page,
}) => {
  const lab = new Lab(page);
  await page.goto("sandbox/");
  await lab.terminalReady();
  const height = async () => (await page.getByRole("banner").first().boundingBox())?.height;
  const before = await height();
  await lab.type(`echo ${"many words ".repeat(30)}`, "cat");
  await page.keyboard.press("Control+D");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Undone: Ctrl-D on Server")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Undone: echo many words")).toBeVisible();
  expect(await height()).toBe(before);
});
