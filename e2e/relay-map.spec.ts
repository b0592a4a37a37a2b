import type { Locator, Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { expectAccessible, test } from "./lab.ts";

const rules =
  '127.:allow,RELAYCLIENT=""\n192.168.5.:allow,RELAYCLIENT=""\n192.168.5.13:deny\n10.1.2.3:allow,RELAYCLIENT=""\n:allow\n';

class MapOfPage {
  readonly page: Page;
  readonly section: Locator;
  readonly map: Locator;
  /** What is told of the block under the pointer or the cursor. */
  readonly told: Locator;
  /** What is said of the cursor. */
  readonly said: Locator;
  readonly rows: Locator;

  constructor(page: Page) {
    this.page = page;
    this.section = page.getByRole("region", { name: "Who may relay, on a map of all addresses" });
    this.map = this.section.getByRole("application", { name: "Relay map" });
    this.told = this.section.getByRole("region", { name: "At the pointer or cursor" });
    this.said = this.section.getByRole("status").filter({ hasText: "decided by" });
    this.rows = this.section.getByRole("table").locator("tbody").getByRole("row");
  }

  async give(text: string): Promise<void> {
    await this.page.goto("audit/");
    await this.page.getByLabel("Files", { exact: true }).setInputFiles({
      name: "tcp.smtp",
      mimeType: "text/plain",
      buffer: Buffer.from(text),
    });
    await expect(this.legend).toBeVisible({ timeout: 60_000 });
  }

  get legend(): Locator {
    return this.section.getByRole("list", { name: "Legend" });
  }

  async goTo(place: string): Promise<void> {
    await this.section.getByRole("textbox", { name: "Go to" }).fill(place);
    await this.page.keyboard.press("Enter");
  }

  /** Where the map is on the screen, all of it. */
  async box(): Promise<{ x: number; y: number; width: number; height: number }> {
    await this.map.evaluate((map) => map.scrollIntoView({ block: "center" }));
    const box = await this.map.boundingBox();
    if (box === null) throw new Error("no map");
    return box;
  }

  /** How many different colours there are on the map, as it's drawn now. */
  colours(): Promise<number> {
    return this.map.locator("canvas").evaluate((canvas) => {
      if (!(canvas instanceof HTMLCanvasElement)) return 0;
      const { data } = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? {
        data: [],
      };
      const found = new Set<number>();
      for (let at = 0; at < data.length; at += 4)
        found.add(((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0));
      return found.size;
    });
  }
}

test("the keyboard leads from all addresses to a single one, and each step is told", async ({ page }) => {
  const on = new MapOfPage(page);
  await on.give(rules);
  await on.map.focus();
  await expect(on.said).toContainText("0.0.0.0/8 is let in, but may not relay");
  // Three to the right and three down, where the curve has come to 10.0.0.0/8.
  for (const key of ["ArrowRight", "ArrowRight", "ArrowRight", "ArrowDown", "ArrowDown", "ArrowDown"])
    await page.keyboard.press(key);
  await expect(on.said).toContainText(
    "10.0.0.0/8 fares in several ways: may relay: 1; let in, no relaying: 16,777,215",
  );
  await expect(on.said).toContainText("Range 10.1.2.3, decided by rule 10.1.2.3 in tcp.smtp, line 4");
  for (const block of ["10.0.0.0/16", "10.0.0.0/24", "10.0.0.0 "]) {
    await page.keyboard.press("Enter");
    await expect(on.said).toContainText(block);
  }
  await page.keyboard.press("ArrowDown");
  await expect(on.said).toContainText("10.0.0.");
  await page.keyboard.press("Escape");
  await expect(on.said).toContainText("10.0.0.0/24");
  await page.keyboard.press("Home");
  await expect(on.said).toContainText("10.0.0.0/8");
});

test("a search and the pointer tell the range, the outcome and the line that decides", async ({ page }) => {
  const on = new MapOfPage(page);
  await on.give(rules);
  await on.goTo("192.168.5.13");
  await expect(on.told).toContainText("192.168.5.13");
  await expect(on.told).toContainText("It is denied");
  await expect(on.told).toContainText("rule 192.168.5.13 in tcp.smtp, line 3");
  await on.goTo("nowhere");
  await expect(on.section.getByText("That's no address, block or range:")).toBeVisible();

  await on.section.getByRole("button", { name: "Whole map" }).click();
  await expect(on.section.getByRole("button", { name: "Whole map" })).toBeDisabled();
  // 127.0.0.0/8 is the eighth of sixteen from the left, and the ninth from the top.
  const box = await on.box();
  await page.mouse.move(box.x + (box.width * 7.5) / 16, box.y + (box.height * 8.5) / 16);
  await expect(on.told).toContainText(/^127\./);
  await expect(on.told).toContainText("It may relay: it may write to anybody.");
  await expect(on.told).toContainText("rule 127. in tcp.smtp, line 1");
  await page.mouse.wheel(0, -600);
  await expect(on.section.getByRole("button", { name: "Whole map" })).toBeEnabled();
  await expect(on.told).toContainText("rule 127. in tcp.smtp, line 1");

  await on.told.getByRole("button", { name: /^Ask about 127\./ }).click();
  await expect(page.getByRole("status", { name: "Answer" })).toContainText(/250|relay/i);
  await expectAccessible(page);
});

test("the table says what the map says", async ({ page }) => {
  const on = new MapOfPage(page);
  await on.give(rules);
  await expect(on.legend).toContainText(/May relay\s*16,777,472 addresses/);
  await on.section.getByRole("combobox", { name: "Outcome" }).selectOption("May relay");
  await expect(on.section.getByText("4 ranges, 16,777,472 addresses")).toBeVisible();
  await expect(on.rows).toHaveCount(4);
  for (const [range, rule] of [
    ["10.1.2.3", "rule 10.1.2.3 in tcp.smtp, line 4"],
    ["127.0.0.0-127.255.255.255", "rule 127. in tcp.smtp, line 1"],
    ["192.168.5.0-192.168.5.12", "rule 192.168.5. in tcp.smtp, line 2"],
    ["192.168.5.14-192.168.5.255", "rule 192.168.5. in tcp.smtp, line 2"],
  ] as const) {
    const row = on.rows.filter({ hasText: range });
    await expect(row).toContainText(rule);
    await row.getByRole("button").click();
    await expect(on.told).toContainText("It may relay");
    await expect(on.told).toContainText(rule);
  }
  await on.section.getByRole("textbox", { name: "Addresses" }).fill("192.168.5.13");
  await expect(on.section.getByText("0 ranges, 0 addresses")).toBeVisible();
  await on.section.getByRole("combobox", { name: "Outcome" }).selectOption("All outcomes");
  await expect(on.rows).toHaveCount(1);
  await expect(on.rows).toContainText("Denied");
});

test("a million rules are a map and a table that answer", async ({ page }) => {
  const instructions = ["allow", 'allow,RELAYCLIENT=""', "deny"];
  const lines = Array.from({ length: 1_000_000 }, (_, index) => {
    const address = index * 4294 + ((index * 7919) % 4001);
    const numbers = [24, 16, 8, 0].map((bits) => (address >>> bits) & 255);
    return `${numbers.join(".")}:${instructions[index % 3] ?? ""}\n`;
  });
  const on = new MapOfPage(page);
  await on.give(`${lines.join("")}:allow\n`);
  await expect(on.legend).toContainText(/May relay\s*333,333 addresses/);
  await expect.poll(() => on.colours()).toBeGreaterThan(3);
  const box = await on.box();
  await page.mouse.move(box.x + box.width / 3, box.y + box.height / 3);
  for (let turn = 0; turn < 10; turn++) await page.mouse.wheel(0, -240);
  await expect(on.told).toContainText(/rule .* in tcp\.smtp, line \d+/);
  await on.goTo("0.0.32.20");
  await expect(on.told).toContainText("rule 0.0.32.20 in tcp.smtp, line 2");
  await on.section.getByRole("button", { name: "Last" }).click();
  await expect(on.rows.last()).toContainText("255.255.255.255");
  await on.section.getByRole("textbox", { name: "Addresses" }).fill("0.0.32.20");
  await expect(on.rows).toHaveCount(1);
  await expect(on.rows).toContainText("May relay");
});
