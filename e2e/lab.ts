import { AxeBuilder } from "@axe-core/playwright";
import { expect, test as base, type Locator, type Page } from "@playwright/test";

/** A test that also fails if the page throws, logs an error, or breaks its own content security policy. */
export const test = base.extend<{ complaints: string[] }>({
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(message.text());
      });
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

/** The lines that ask the server to take a mail from Ann to Bob. */
export const mailToBob = [
  "HELO ann",
  "MAIL FROM:<ann@yourdomain.example>",
  "RCPT TO:<bob@elsewhere.example>",
];

export const refusal = "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)";

export const compileRules = "tcprules /etc/tcp.smtp.cdb /etc/tcp.smtp.tmp < /etc/tcp.smtp";

const paths = { rcpthosts: "/var/qmail/control/rcpthosts", "tcp.smtp": "/etc/tcp.smtp" } as const;

type FileName = keyof typeof paths;

/** The workbench of the first lesson, by the words that a person sees or hears. */
export class Lab {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  region(name: "Lesson" | "Console" | "Files" | "Why"): Locator {
    return this.page.getByRole("region", { name, exact: true });
  }

  transcript(host: string): Locator {
    return this.page.getByRole("log", { name: `Transcript: ${host}` });
  }

  goal(text: string): Locator {
    return this.region("Lesson").getByRole("listitem").filter({ hasText: text });
  }

  async open(): Promise<void> {
    await this.page.goto("learn/first-553/");
    await expect(this.region("Lesson")).toBeVisible();
  }

  /** Waits until xterm has taken the place of its stand-in. */
  async terminalReady(): Promise<void> {
    await expect(this.region("Console").locator(".xterm-helper-textarea")).toBeAttached();
  }

  async chooseConsole(title: string): Promise<void> {
    await this.region("Console").getByRole("tab", { name: title }).click();
  }

  /** Types lines into the console in front. */
  async type(...lines: readonly string[]): Promise<void> {
    await this.region("Console").locator(".xterm-helper-textarea").focus();
    for (const line of lines) {
      await this.page.keyboard.type(line);
      await this.page.keyboard.press("Enter");
    }
  }

  /** Where lines are typed, once xterm is there. */
  get input(): Locator {
    return this.region("Console").locator(".xterm-helper-textarea");
  }

  /** The rows that the console in front shows now, from the first to the prompt. */
  async screen(): Promise<readonly string[]> {
    const rows = await this.region("Console").locator(".xterm-rows > div").allInnerTexts();
    return rows.map((row) => row.replaceAll("\u00a0", " ").trimEnd()).filter((row) => row !== "");
  }

  async chooseFile(name: FileName): Promise<void> {
    await this.region("Files").getByRole("tab", { name }).click();
  }

  /** The text of a file in Monaco, which is waited for. */
  async monaco(name: FileName): Promise<Locator> {
    const text = this.region("Files").locator(".monaco-editor").getByLabel(`File: ${paths[name]}`);
    await expect(text).toBeAttached();
    return text;
  }

  /** Types at the end of a file, in Monaco. */
  async append(name: FileName, text: string): Promise<void> {
    await this.chooseFile(name);
    await (await this.monaco(name)).focus();
    await this.page.keyboard.press("Control+End");
    await this.page.keyboard.type(text);
  }

  async expectReached(text: string): Promise<void> {
    await expect(this.goal(text)).toContainText("Reached:");
  }

  async expectNotReached(text: string): Promise<void> {
    await expect(this.goal(text)).toContainText("Still to reach:");
  }
}

/** What axe finds on the page as it is now, in light and in dark: it must be nothing. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ target }) => target) }));
    expect({ colorScheme, found }).toEqual({ colorScheme, found: [] });
  }
}
