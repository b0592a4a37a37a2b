import { expect, type Locator, type Page } from "@playwright/test";
import { compileRules, expectAccessible, Lab, test } from "./lab.ts";

function indicator(page: Page): Locator {
  return page.getByTitle("Who may relay, now and after the next rebuild");
}

function panel(page: Page): Locator {
  return page.getByRole("dialog", { name: "Who may relay" });
}

function card(page: Page, name: "In force now" | "After the next rebuild"): Locator {
  return panel(page).getByRole("group", { name });
}

test("an edit waits beside what is in force until tcprules has run, and undo takes it back", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open();
  await lab.terminalReady();
  await expect(indicator(page)).toHaveText("Closed: 1 range may relay");
  const heard = page.getByRole("status").filter({ hasText: "Relaying, in force now" });

  await lab.append("tcp.smtp", ':allow,RELAYCLIENT=""\n');
  await expect(indicator(page)).toHaveText("Closed: 1 range may relay (a change waits)");
  await expect(heard).toHaveCount(0);
  await indicator(page).click();
  await expect(card(page, "In force now")).toContainText("Nobody but 127.0.0.0/8 may relay");
  await expect(card(page, "After the next rebuild")).toContainText("This is an open relay");
  await expect(panel(page).getByRole("listitem")).toContainText([
    "0.0.0.0-126.255.255.255 can relay now",
    "128.0.0.0-255.255.255.255 can relay now",
    `/etc/tcp.smtp.cdb holds other rules than /etc/tcp.smtp. tcp.smtp, line 2 ${compileRules}`,
  ]);
  await expectAccessible(page);
  await panel(page).getByRole("button", { name: "Show on a map" }).click();
  const map = panel(page).getByRole("group", { name: /^Map: / });
  await expect(map.getByRole("application")).toBeVisible();
  await map.getByRole("button", { name: "After the next rebuild" }).click();
  await map.getByRole("application").focus();
  await expect(map).toContainText("may relay");
  await page.keyboard.press("Escape");
  await expect(panel(page)).toBeHidden();
  await expect(indicator(page)).toBeFocused();

  await lab.chooseConsole("Server");
  await lab.type(compileRules);
  await expect(indicator(page)).toHaveText("Open relay");
  await expect(heard).toHaveText("Relaying, in force now: Open relay.");
  await lab.type("true");
  await expect(lab.transcript("mail")).toContainText("true");
  await expect(heard).toHaveCount(1);

  await page.reload();
  await lab.terminalReady();
  await expect(indicator(page)).toHaveText("Open relay");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(indicator(page)).toHaveText("Closed: 1 range may relay (a change waits)");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(indicator(page)).toHaveText("Closed: 1 range may relay");
});

test("a run script waits for svc -t, and a service that is down for nobody", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open();
  await lab.terminalReady();
  await lab.chooseConsole("Server");
  await lab.type("cd /service/qmail-smtpd", "sed 's/-x [^ ]*//; s,/var,env RELAYCLIENT= /var,' run > new");
  await lab.type("chmod 755 new", "mv new run");
  await expect(indicator(page)).toHaveText("Closed: 1 range may relay (a change waits)");
  await indicator(page).click();
  await expect(panel(page)).toContainText("svc -t /service/qmail-smtpd");
  await page.keyboard.press("Escape");
  await lab.type("svc -t .");
  await expect(indicator(page)).toHaveText("Open relay");
  await lab.type("svc -d .");
  await expect(indicator(page)).toHaveText("No mail service");
});

test("the panel is used with the keyboard alone, on a narrow page", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const lab = new Lab(page);
  await lab.open();
  await expect(indicator(page)).toHaveText("Closed: 1 range may relay");
  await expect(page.getByRole("button", { name: "Reset" })).toBeInViewport({ ratio: 1 });
  await expect(async () => {
    await page.keyboard.press("Tab");
    await expect(indicator(page)).toBeFocused({ timeout: 50 });
  }).toPass({ intervals: [0], timeout: 15_000 });
  await page.keyboard.press("Enter");
  await expect(panel(page)).toBeFocused();
  await expect(panel(page)).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await expectAccessible(page);

  // A file that the lesson doesn't list opens at the line, where it can be edited.
  const link = panel(page).getByRole("button", { name: "run, line 2" });
  await expect(async () => {
    await page.keyboard.press("Tab");
    await expect(link).toBeFocused({ timeout: 50 });
  }).toPass({ intervals: [0], timeout: 15_000 });
  await page.keyboard.press("Enter");
  await expect(panel(page)).toBeHidden();
  await expect(lab.region("Files").getByRole("tab", { name: "run mail" })).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await expect(lab.region("Files").getByLabel("File: /service/qmail-smtpd/run").first()).toBeFocused();
});
