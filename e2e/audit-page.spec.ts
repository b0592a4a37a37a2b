import { readFileSync } from "node:fs";
import { expect, type Locator, type Page } from "@playwright/test";
import { strToU8, zipSync } from "fflate";
import { packTar } from "modern-tar";
import { expectAccessible, Lab, test } from "./lab.ts";

const FILES: Readonly<Record<string, string>> = {
  "mail/etc/tcp.smtp": '127.:allow,RELAYCLIENT=""\n:allow,RELAYCLIENT=""\n',
  "mail/var/qmail/control/me": "mail.yourdomain.example\n",
  "mail/var/qmail/control/locals": "yourdomain.example\nmail.yourdomain.example\n",
  "mail/var/qmail/control/rcpthosts": "yourdomain.example\nmail.yourdomain.example\n",
};

async function open(page: Page): Promise<void> {
  await page.goto("audit/");
  await expect(page.getByRole("button", { name: "Choose files" })).toBeVisible();
}

async function choose(page: Page, name: string, buffer: Uint8Array): Promise<void> {
  await page.locator('input[aria-label="Files"]').setInputFiles({
    name,
    mimeType: "application/octet-stream",
    buffer: Buffer.from(buffer),
  });
}

async function paste(page: Page, name: string, text: string): Promise<void> {
  const box = page.getByRole("textbox", { name: "Its text" });
  if (!(await box.isVisible())) await page.getByText("Paste a file").click();
  await box.fill(text);
  await page.getByRole("combobox", { name: "What it is" }).selectOption(name);
  await page.getByRole("button", { name: /^Take it as/ }).click();
}

function verdict(page: Page): Locator {
  return page.getByRole("status", { name: "Verdict" });
}

function tar(files = FILES): Promise<Uint8Array> {
  return packTar(
    Object.entries(files).map(([name, body]) => ({ header: { name, size: strToU8(body).length }, body })),
  );
}

test("a refusal is turned round by the mildest of several ways, and back again by Undo", async ({ page }) => {
  await open(page);
  await choose(
    page,
    "mail.tar",
    await tar({ ...FILES, "mail/etc/tcp.smtp": '127.:allow,RELAYCLIENT=""\n:allow\n' }),
  );
  await page.getByRole("textbox", { name: "From the address" }).fill("192.0.2.7");
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  const answer = page.getByRole("status", { name: "Answer" });
  await expect(answer).toContainText("No: the server answers");
  const ask = page.getByRole("region", { name: "What would become of a mail?" });
  await ask.getByRole("button", { name: "What would have it taken?" }).click();
  const ways = ask.getByRole("listitem").filter({ has: page.getByRole("button", { name: /^Apply/ }) });
  await expect(ways.first()).toContainText('192.0.2.7:allow,RELAYCLIENT=""');
  await expect(ways.first()).toContainText("Nothing else changes.");
  await expect(ways.filter({ hasText: "elsewhere.example" }).first()).toContainText("Careful");
  await expectAccessible(page);
  await ways
    .first()
    .getByRole("button", { name: /^Apply/ })
    .click();
  await expect(answer).toContainText("Yes: the mail is taken");
  await expect(verdict(page)).toContainText("192.0.2.7");
  await expect(ask.getByRole("button", { name: "What would have it refused?" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(answer).toContainText("No: the server answers");
});

test("an open relay in a tar is found, fixed after a look at the change, and undone", async ({ page }) => {
  await open(page);
  await choose(page, "mail.tar", await tar());
  await expect(verdict(page)).toContainText("An open relay");
  const finding = page.getByRole("listitem").filter({ hasText: "Everybody may relay" });
  await finding.getByRole("button", { name: /^Fix it/ }).click();
  const changes = finding.getByRole("group", { name: /^Changes: / });
  await expect(changes).toContainText(':allow,RELAYCLIENT=""');
  await expectAccessible(page);
  await changes.getByRole("button", { name: "Apply" }).click();
  await expect(verdict(page)).toContainText("Not an open relay");
  await expect(verdict(page)).toContainText("Nobody but 127.0.0.0/8 may relay");
  await expect(page.getByText("could relay, now can't").first()).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(verdict(page)).toContainText("An open relay");
});

test("a pasted file is enough to begin, and another one adds to it", async ({ page }) => {
  await open(page);
  await paste(page, "rules", ":allow");
  await expect(verdict(page)).toContainText("Not an open relay");
  await expect(verdict(page)).toContainText("control/ wasn't given");
  await paste(page, "rcpthosts", "yourdomain.example");
  await expect(verdict(page)).toContainText("Strangers may write to yourdomain.example");
  await expect(verdict(page)).toContainText("taken for granted");
});

test("a dropped zip is taken anywhere on the page", async ({ page }) => {
  await open(page);
  const bytes = zipSync(
    Object.fromEntries(Object.entries(FILES).map(([name, text]) => [name, strToU8(text)])),
  );
  const transfer = await page.evaluateHandle(
    (numbers) => {
      const dropped = new DataTransfer();
      dropped.items.add(new File([new Uint8Array(numbers)], "mail.zip"));
      return dropped;
    },
    [...bytes],
  );
  await page.getByRole("heading", { level: 1 }).dispatchEvent("drop", { dataTransfer: transfer });
  await expect(verdict(page)).toContainText("An open relay");
});

test("a question is answered in a sentence, then by each decision with its line", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Try an example" }).click();
  await page.getByLabel("From the address").fill("198.51.100.66");
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  const answer = page.getByRole("status", { name: "Answer" });
  await expect(answer).toContainText("No: a rule hangs up on this client");
  await answer.getByRole("button", { name: "tcp.smtp, line 6" }).first().click();
  await expect(page.getByRole("region", { name: "Files", exact: true })).toBeInViewport();

  await page.getByLabel("From the address").fill("10.1.2.3");
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(answer).toContainText(
    "Yes: the mail is taken, and sent on to the server of elsewhere.example",
  );
  await page.getByLabel("From the address").fill("10.1.2");
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(answer).toContainText("four numbers");
  await expectAccessible(page);
});

test("the files go to the sandbox, where a stranger gets the 553 that they make", async ({ page }) => {
  await open(page);
  await paste(page, "rules", ":allow");
  await paste(page, "rcpthosts", "only.example");
  await page.getByRole("button", { name: "Take them to the sandbox" }).click();
  await page.getByRole("link", { name: "Open the sandbox" }).click();
  const lab = new Lab(page);
  await expect(lab.region("Files").getByText("only.example").first()).toBeVisible();
  await lab.terminalReady();
  await lab.chooseConsole("Stranger");
  await lab.type("telnet mail.yourdomain.example 25", "MAIL FROM:<>", "RCPT TO:<ann@yourdomain.example>");
  await expect(lab.transcript("stranger")).toContainText("553 sorry, that domain isn't in my list");

  // What was done there stays, and more is laid over it only if it's wanted.
  await page.goto("audit/");
  await page.getByRole("button", { name: "Take them to the sandbox" }).click();
  await expect(page.getByText(/The sandbox has work of yours/)).toBeVisible();
  await page.getByRole("button", { name: "Leave it" }).click();
  await page.goto("sandbox/");
  await expect(lab.transcript("stranger")).toContainText("553 sorry");
});

test("all of it works without a network, and no file leaves the page", async ({ page, context }) => {
  const requests: string[] = [];
  await open(page);
  await page.waitForLoadState("networkidle");
  page.on("request", (request) => requests.push(request.url()));
  await context.setOffline(true);
  await choose(page, "mail.tar", await tar());
  await expect(verdict(page)).toContainText("An open relay");
  await page
    .getByRole("button", { name: "Fix all that can be fixed" })
    .or(page.getByRole("button", { name: /^Fix it/ }))
    .first()
    .click();
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(verdict(page)).toContainText("Not an open relay");
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(page.getByRole("status", { name: "Answer" })).toContainText("No: the server answers");
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Markdown" }).click();
  const saved = await (await saving).path();
  expect(readFileSync(saved, "utf8")).toContain("# Who may relay through this server");
  await page.getByRole("button", { name: "Take them to the sandbox" }).click();
  await expect(page.getByRole("link", { name: "Open the sandbox" })).toBeVisible();
  // Parts of the page that the browser has kept may be asked for again; nothing else, and nothing with a body.
  expect(requests.filter((url) => !/^blob:|\/assets\/[^/?]+$/.test(url))).toEqual([]);
});

test("what can't be read is told of by its name, and takes nothing away", async ({ page }) => {
  await open(page);
  await paste(page, "rules", ":allow");
  await expect(verdict(page)).toContainText("Not an open relay");
  await choose(page, "broken.tar", (await tar()).slice(0, 900));
  await expect(page.getByRole("region", { name: "Your files" }).getByRole("alert")).toContainText(
    "broken.tar: is a damaged tar archive",
  );
  await expectAccessible(page);
  await choose(page, "photo.jpg", strToU8("no part of a server"));
  await expect(page.getByRole("region", { name: "Your files" }).getByRole("alert")).toContainText(
    "None of these files decides who may relay",
  );
  await expect(verdict(page)).toContainText("Not an open relay");
});

test("a reload keeps what was edited, until it's forgotten", async ({ page }) => {
  await open(page);
  await paste(page, "rules", ":allow");
  await expect(verdict(page)).toContainText("Nobody may relay by address");
  await page.reload();
  await expect(verdict(page)).toContainText("Nobody may relay by address");
  // Nothing was changed yet, so there's nothing to compare.
  await expect(page.getByText("Once you change something")).toBeVisible();
  const editor = page.getByRole("textbox", { name: "File: tcp.smtp" });
  // Whichever editor is there by now: the plain one or Monaco.
  await editor.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type('1.:allow,RELAYCLIENT=""');
  await expect(verdict(page)).toContainText("Nobody but 1.0.0.0/8 may relay");
  await page.reload();
  await expect(verdict(page)).toContainText("Nobody but 1.0.0.0/8 may relay");
  await page.getByRole("button", { name: "Forget these files" }).click();
  await expect(verdict(page)).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("button", { name: "Try an example" })).toBeVisible();
  await expect(verdict(page)).toHaveCount(0);
});

test("all that can be fixed is fixed at once, and Undo stays where it was pressed", async ({ page }) => {
  await open(page);
  // The mask of the first line only shows once its carriage return is gone.
  const rules = '10.1.1.0/24:allow,RELAYCLIENT=""\r\n10.1.2.*:allow,RELAYCLIENT=""\n:allow\n';
  await choose(page, "tcp.smtp", strToU8(rules));
  await page.getByRole("button", { name: "Fix all that can be fixed" }).click();
  const changes = page.getByRole("group", { name: "Changes: 3 fixes together" });
  await expect(changes).toContainText('10.1.2.:allow,RELAYCLIENT=""');
  await changes.getByRole("button", { name: "Apply" }).click();
  await expect(verdict(page)).toContainText("Nobody but 10.1.1.0-10.1.2.255 may relay");
  await expect(page.getByRole("button", { name: /^Fix/ })).toHaveCount(0);

  const undo = page.getByRole("button", { name: "Undo" });
  await undo.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Fix all that can be fixed" })).toBeVisible();
  await expect(undo).toBeDisabled();
  await expect(undo).toBeFocused();
  await expect(page.getByRole("group", { name: /^Changes: / })).toHaveCount(0);
});

test("the keyboard never loses its place", async ({ page }) => {
  await open(page);
  await paste(page, "rules", ":allow");
  const form = page.locator("details", { hasText: "Paste a file" });
  await expect(form.locator("summary")).toBeFocused();
  await page.keyboard.press("Enter");
  await paste(page, "rcpthosts", "yourdomain.example");
  await expect(page.getByRole("textbox", { name: "Its text" })).toBeFocused();
  const whole = page.getByRole("button", { name: "Whole map" });
  await page.getByRole("button", { name: "Zoom in" }).click();
  await whole.focus();
  await page.keyboard.press("Enter");
  await expect(whole).toBeDisabled();
  await expect(whole).toBeFocused();
  await page.getByRole("button", { name: "Forget these files" }).click();
  await expect(page.getByRole("button", { name: "Choose files" })).toBeFocused();
});

test("a text that is dropped or pasted anywhere is ready to be taken", async ({ page }) => {
  await open(page);
  const transfer = await page.evaluateHandle(() => {
    const dropped = new DataTransfer();
    dropped.setData("text/plain", '127.:allow,RELAYCLIENT=""\n:deny\n');
    return dropped;
  });
  await page.getByRole("heading", { level: 1 }).dispatchEvent("drop", { dataTransfer: transfer });
  const box = page.getByRole("textbox", { name: "Its text" });
  await expect(box).toHaveValue('127.:allow,RELAYCLIENT=""\n:deny\n');
  await expect(box).toBeFocused();
  await page.getByRole("button", { name: "Take it as tcp.smtp" }).click();
  await expect(verdict(page)).toContainText("Nobody but 127.0.0.0/8 may relay");

  const pasted = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['10.:allow,RELAYCLIENT=""\n:deny\n'], "tcp.smtp"));
    return data;
  });
  await page
    .getByRole("heading", { level: 1 })
    .evaluate(
      (heading, clipboardData) =>
        heading.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, clipboardData })),
      pasted,
    );
  await expect(verdict(page)).toContainText("Nobody but 10.0.0.0/8 may relay");
});

test("what is given while something else is read waits for its turn", async ({ page }) => {
  await open(page);
  await page.evaluate(
    (files) => {
      for (const [name, text] of files) {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], name));
        document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
      }
    },
    [
      ["tcp.smtp", '127.:allow,RELAYCLIENT=""\n:allow\n'],
      ["rcpthosts", "first.example\n"],
      ["locals", "first.example\n"],
    ] as const,
  );
  await expect(verdict(page)).toContainText("Nobody but 127.0.0.0/8 may relay");
  await expect(verdict(page)).toContainText("Strangers may write to first.example");
  for (const name of ["tcp.smtp", "rcpthosts", "locals"])
    await expect(page.getByRole("tab", { name })).toBeVisible();
});

test("the map tells of what the files are compared with, after a reload too", async ({ page }) => {
  await open(page);
  await paste(page, "rules", '10.:allow,RELAYCLIENT=""\n:allow');
  const told = page.getByRole("region", { name: "At the pointer or cursor" });
  await page.getByLabel("Files to compare with").setInputFiles({
    name: "tcp.smtp",
    mimeType: "text/plain",
    buffer: Buffer.from(":deny\n"),
  });
  await expect(told).toContainText(/Before\s*It is denied/);
  await page.getByRole("button", { name: "Compare with the files as they were given" }).click();
  await expect(told).not.toContainText("Before");
  const editor = page.locator(".monaco-editor").getByLabel("File: tcp.smtp");
  await editor.focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type(':allow,RELAYCLIENT=""\n');
  await expect(told).toContainText(/Before\s*It is let in/);
  await page.reload();
  await expect(told).toContainText(/Before\s*It is let in/);
});

test("the looking up of an answer is folded, and what decided isn't", async ({ page }) => {
  await open(page);
  await choose(page, "mail.tar", await tar({ ...FILES, "mail/etc/tcp.smtp": ":allow\n" }));
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  const answer = page.getByRole("status", { name: "Answer" });
  await expect(answer).toContainText("so the recipient is refused");
  await expect(answer.getByText("control/databytes isn't there.")).toBeHidden();
  await answer
    .getByText(/^All that was looked up/)
    .last()
    .click();
  await expect(answer.getByText("control/databytes isn't there.")).toBeVisible();
});

test("what was stopped isn't answered about, and is examined when asked for", async ({ page }) => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/auditor.worker-*.js", async (route) => {
    await held;
    await route.continue().catch(() => undefined);
  });
  await open(page);
  await paste(page, "rules", ":allow");
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByText("These files aren't examined.")).toBeVisible();
  await expect(verdict(page)).toHaveText("");
  await expect(page.getByRole("button", { name: "Ask", exact: true })).toHaveCount(0);
  release();
  await page.unroute("**/auditor.worker-*.js");
  await page.getByRole("button", { name: "Examine them" }).click();
  await expect(verdict(page)).toContainText("Nobody may relay by address");
});
