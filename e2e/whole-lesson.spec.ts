import { expect } from "@playwright/test";
import { compileRules, expectAccessible, Lab, mailToBob, refusal, test } from "./lab.ts";

test("the whole lesson is done by typing", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open();
  await lab.terminalReady();
  await lab.expectNotReached("Ann gets the 553.");

  await lab.type(...mailToBob);
  await expect(lab.transcript("ann")).toContainText(refusal);
  await lab.expectReached("Ann gets the 553.");
  await expect(lab.region("Why")).toContainText("elsewhere.example in rcpthosts: not there.");
  await expect(page.getByRole("status").filter({ hasText: "Reached: Ann gets the 553." })).toBeAttached();

  await lab.append("rcpthosts", "yourdomain.example\nshop.example\n");
  await lab.expectReached("Mail from outside is taken");

  await lab.append("tcp.smtp", '192.168.5.10:allow,RELAYCLIENT=""\n');
  await expect(lab.region("Files")).toContainText("No effect yet");
  await lab.expectNotReached("Ann can send to anybody");

  await lab.chooseConsole("Server");
  await lab.type(compileRules);
  await lab.expectReached("Ann can send to anybody");
  await expect(lab.region("Files")).not.toContainText("No effect yet");

  await lab.chooseConsole("Customer");
  await lab.type("QUIT");
  await lab.region("Console").getByRole("button", { name: "Connect" }).click();
  await lab.type(...mailToBob);
  await expect(lab.transcript("ann").getByRole("button").last()).toContainText("250 ok");
  await expect(lab.region("Why")).toContainText(
    "RELAYCLIENT is set for this client, so rcpthosts isn't asked at all.",
  );

  await lab.expectReached("Ann has tried it");

  await lab.chooseConsole("Stranger");
  await lab.region("Console").getByRole("button", { name: "Connect" }).click();
  await lab.type(...mailToBob);
  await expect(lab.transcript("stranger").getByRole("button").last()).toContainText(refusal);
  await lab.expectReached("With the new rules in force");
  await expect(lab.region("Lesson")).toContainText("You did it");
  await expectAccessible(page);
});

test("a step of Why shows its line in the editor", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open();
  await lab.terminalReady();
  await lab.type("HELO ann", "MAIL FROM:<>", "RCPT TO:<postmaster@mail.yourdomain.example>");
  await lab.chooseFile("tcp.smtp");
  await lab.region("Why").getByRole("button", { name: "rcpthosts, line 1" }).click();
  await expect(lab.region("Files").getByRole("tab", { name: "rcpthosts" })).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await expect(lab.region("Files").locator(".told-line").first()).toBeVisible();
});

test("the page itself never scrolls, so nothing can be scrolled away", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open();
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight);
  expect(await overflow()).toBe(0);
  await lab.region("Lesson").getByText("Solution").click();
  await lab.region("Lesson").getByText("The stranger still gets the 553").scrollIntoViewIfNeeded();
  expect(await overflow()).toBe(0);
  await expect(page.getByRole("button", { name: "Undo" })).toBeInViewport();
});

test("an open connection that is older than the files says so in Why", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open();
  await lab.terminalReady();
  await lab.append("rcpthosts", "shop.example\n");
  await lab.type("HELO ann", "MAIL FROM:<>", "RCPT TO:<orders@shop.example>");
  await expect(lab.region("Why")).toContainText("This connection began before rcpthosts changed");
  await lab.type("QUIT");
  await lab.region("Console").getByRole("button", { name: "Connect" }).click();
  await lab.type("HELO ann", "MAIL FROM:<>", "RCPT TO:<orders@shop.example>");
  await expect(lab.region("Why")).toContainText("Mail for shop.example is welcome from anybody.");
  await expect(lab.region("Why")).not.toContainText("This connection began before");
});

test("a line of the lesson is put into the console that it's for", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open();
  await lab.terminalReady();
  await lab.region("Lesson").getByRole("button", { name: "Put into the console: HELO ann" }).click();
  await page.keyboard.press("Enter");
  await expect(lab.transcript("ann")).toContainText("250 mail.yourdomain.example");
  await lab
    .region("Lesson")
    .getByRole("button", { name: `Put into the console: ${compileRules}` })
    .click();
  await expect(lab.region("Console").getByRole("tab", { name: "Server" })).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await expect(lab.region("Console").locator(".xterm-helper-textarea")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(lab.transcript("mail")).toContainText(compileRules);
});

test("Reset can be taken back, and Undo and Redo go step by step", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open();
  await lab.terminalReady();
  await lab.type(...mailToBob);
  await lab.expectReached("Ann gets the 553.");
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  await press("Reset");
  await lab.expectNotReached("Ann gets the 553.");
  await press("Undo");
  await lab.expectReached("Ann gets the 553.");
  await press("Undo");
  await lab.expectNotReached("Ann gets the 553.");
  await expect(page.getByRole("status").filter({ hasText: "Undone: RCPT TO" })).toBeVisible();
  await press("Redo");
  await lab.expectReached("Ann gets the 553.");
});

test("the first 553 leads to the file that it comes from", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open();
  await lab.terminalReady();
  await lab.chooseFile("tcp.smtp");
  await lab.type(...mailToBob);
  await lab.region("Why").getByRole("button", { name: "rcpthosts", exact: true }).first().click();
  await expect(lab.region("Files").getByRole("tab", { name: "rcpthosts" })).toHaveAttribute(
    "aria-selected",
    "true",
  );
});

test("a link of Why finds its line after others were put before it", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open();
  await lab.terminalReady();
  await lab.type("HELO ann", "MAIL FROM:<>", "RCPT TO:<postmaster@mail.yourdomain.example>");
  await lab.chooseFile("rcpthosts");
  await (await lab.monaco("rcpthosts")).focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# one\n# two\n");
  await lab.region("Why").getByRole("button", { name: "rcpthosts, line 1" }).click();
  const told = lab.region("Files").locator(".told-line").first();
  await expect(told).toBeVisible();
  const third = lab.region("Files").locator(".view-line").filter({ hasText: "mail.yourdomain.example" });
  expect(Math.round((await told.boundingBox())?.y ?? 0)).toBe(
    Math.round((await third.boundingBox())?.y ?? 1),
  );
});

test("a connection that is closed without a word is explained too", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open();
  await lab.terminalReady();
  await lab.chooseConsole("Server");
  await lab.type("rm /etc/tcp.smtp.cdb");
  await lab.chooseConsole("Stranger");
  await lab.region("Console").getByRole("button", { name: "Connect" }).click();
  await expect(lab.region("Why")).toContainText("The server hung up without a word.");
  await expect(lab.region("Why")).toContainText("/etc/tcp.smtp.cdb is not there.");
});

test("an open relay that the usual strangers don't notice doesn't pass", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open();
  await lab.terminalReady();
  await lab.append("tcp.smtp", '0-197.:allow,RELAYCLIENT=""\n');
  await lab.chooseConsole("Server");
  await lab.type(compileRules);
  await expect(lab.region("Lesson")).toContainText("Clients outside your network can send anywhere");
  await expect(lab.goal("Nobody but your own network can relay.")).toContainText(
    "also 0.0.0.0-126.255.255.255",
  );
});
