import { expect, type Locator, type Page } from "@playwright/test";
import { Lab, test } from "./lab.ts";

/** Each kind of file, what its first line (of run, its second) is, and what is to be heard of it. */
const kinds = [
  [
    "/etc/tcp.smtp",
    '192.168.5.:allow,RELAYCLIENT=""',
    "It decides for 256 addresses, among them ann.office.yourdomain.example (192.168.5.10), printer.office.yourdomain.example (192.168.5.66): who comes from there may send to anybody.",
  ],
  [
    "/var/qmail/control/rcpthosts",
    "shop.example",
    "Mail for anyone at shop.example is accepted from anybody.",
  ],
  ["/var/qmail/control/morercpthosts", ".shop.example", "Mail for every name that ends with .shop.example"],
  ["/var/qmail/control/locals", "shop.example", "is delivered to the users of this host"],
  ["/var/qmail/control/virtualdomains", "shop.example:shop", "goes to the user shop of this host"],
  ["/var/qmail/control/smtproutes", "shop.example:192.0.2.9", "is handed to 192.0.2.9 at port 25"],
] as const;

async function open(page: Page, path: string): Promise<Lab> {
  const lab = new Lab(page);
  await lab.type(`vi ${path}`);
  return lab;
}

async function atServer(page: Page): Promise<Lab> {
  const lab = new Lab(page);
  await lab.open();
  await lab.terminalReady();
  await lab.chooseConsole("Server");
  for (const [path, line] of kinds) await lab.type(`echo '${line}' > ${path}`);
  return lab;
}

function inMonaco(page: Page, path: string): Locator {
  return page.locator(".monaco-editor").getByLabel(`File: ${path}`);
}

/** What Monaco says of the place of the cursor. */
async function expectTold(page: Page, words: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Control+i");
  await expect(page.locator(".monaco-hover:visible")).toContainText(words);
  await page.keyboard.press("Escape");
}

async function withoutMonaco(page: Page): Promise<void> {
  await page.route(/\/assets\/monaco-[^/]*\.js$/, (route) => route.abort());
}

function expectOnlyMonacoMissing(complaints: string[]): void {
  expect(complaints.splice(0).every((complaint) => complaint.includes("ERR_FAILED"))).toBe(true);
}

test("Monaco tells of each kind of file what its line matches and for whom it decides", async ({ page }) => {
  await atServer(page);
  for (const [path, , words] of kinds) {
    await open(page, path);
    await expect(inMonaco(page, path)).toBeFocused();
    await page.keyboard.press("Control+Home");
    await expectTold(page, words);
  }
  await open(page, "/service/qmail-smtpd/run");
  await expect(inMonaco(page, "/service/qmail-smtpd/run")).toBeFocused();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowDown");
  for (let at = 0; at < 6; at++) await page.keyboard.press("ArrowRight");
  await expectTold(page, "tcpserver waits for connections to a port");
});

test("the plain editor tells the same", async ({ page, complaints }) => {
  await withoutMonaco(page);
  const lab = await atServer(page);
  for (const [path, , words] of kinds) {
    await open(page, path);
    const editor = lab.region("Files").getByRole("textbox", { name: `File: ${path}` });
    await expect(editor).toBeFocused();
    await editor.press("Control+Home");
    await expect(lab.region("Files").getByText(words)).toBeVisible();
  }
  expectOnlyMonacoMissing(complaints);
});

test("addresses of known hosts and RELAYCLIENT with its meaning are offered in tcp.smtp", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open();
  await lab.terminalReady();
  await lab.append("tcp.smtp", "192.168.5");
  const offers = page.locator(".suggest-widget .monaco-list-row");
  await page.keyboard.press("Control+Space");
  await expect(offers).toContainText(["192.168.5.10:", "192.168.5.66:"]);
  await expect(offers.first()).toContainText("ann.office.yourdomain.example");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Space");
  await expect(offers.filter({ hasText: 'allow,RELAYCLIENT=""' })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Control+Space");
  await expect(page.locator(".suggest-details")).toContainText("qmail-smtpd does not ask rcpthosts");
  await page.keyboard.press("Enter");
  await lab.chooseConsole("Server");
  await lab.type("tail -1 /etc/tcp.smtp");
  await expect(lab.transcript("mail")).toContainText('192.168.5.10:allow,RELAYCLIENT=""');
});

test("a long list folds, and F8 and Shift+F8 go through its problems, in Monaco", async ({ page }) => {
  const path = "/var/qmail/control/rcpthosts";
  const lab = new Lab(page);
  await lab.open();
  await lab.terminalReady();
  await lab.chooseConsole("Server");
  await lab.type(`seq 30 | sed 's/.*/d&.example/; 3s/.*/*.a.example/; 9s/.*/b c.example/' > ${path}`);
  await open(page, path);
  await expect(inMonaco(page, path)).toBeFocused();
  const files = lab.region("Files");
  await expect(files.getByRole("list", { name: `Remarks on ${path}` }).getByRole("listitem")).toHaveCount(2);
  await page.keyboard.press("Control+Home");
  const told = files.locator(".marker-widget");
  await page.keyboard.press("F8");
  await expect(told).toContainText("For all names below a domain");
  await page.keyboard.press("F8");
  await expect(told).toContainText("The whole line is one name");
  await page.keyboard.press("Shift+F8");
  await expect(told).toContainText("For all names below a domain");
  await page.keyboard.press("Escape");

  await page.keyboard.press("Control+k");
  await page.keyboard.press("Control+0");
  await expect(files.locator(".view-line")).toHaveCount(2);
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Control+j");
  await expect(files.locator(".view-line").nth(2)).toBeVisible();
});

for (const editor of ["Monaco", "plain"] as const) {
  test(`odd files stay as they are, and are told of, in the ${editor} editor`, async ({
    page,
    complaints,
  }) => {
    test.slow();
    if (editor === "plain") await withoutMonaco(page);
    const lab = new Lab(page);
    const files = lab.region("Files");
    const text = (path: string): Locator =>
      editor === "Monaco" ? inMonaco(page, path) : files.getByRole("textbox", { name: `File: ${path}` });
    const log = lab.transcript("mail");
    await lab.open();
    await lab.terminalReady();
    await lab.chooseConsole("Server");
    await lab.type(
      "printf '127.:allow\\r\\n10.:deny\\r\\n' > /etc/tcp.crlf",
      "printf '#caf\\351\\n127.:allow\\n' > /etc/tcp.bytes; cp /etc/tcp.bytes /etc/kept; echo 10.:deny >> /etc/kept",
      ": > /etc/tcp.empty; cp /etc/tcp.bytes /etc/tcp.gone",
      "seq 10000 | sed 's/.*/d&.example/' > /var/qmail/control/rcpthosts",
    );

    await open(page, "/etc/tcp.crlf");
    await expect(text("/etc/tcp.crlf")).toBeFocused();
    await files.getByRole("button", { name: "Use Unix line ends in the whole file" }).click();
    await expect(files.getByRole("list", { name: "Remarks on /etc/tcp.crlf" })).toHaveCount(0);

    await open(page, "/etc/tcp.bytes");
    await expect(text("/etc/tcp.bytes")).toBeFocused();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("10.:deny\n");
    await lab.type("sort /etc/kept /etc/tcp.bytes | uniq -c");
    await expect(log).toContainText(/uniq -c\s+2 #caf.*\s+2 10\.:deny\s+2 127\.:allow/);

    await open(page, "/etc/tcp.empty");
    await expect(text("/etc/tcp.empty")).toBeFocused();
    await page.keyboard.press("F8");
    await page.keyboard.type(":deny");
    await lab.type("cat /etc/tcp.empty");
    await expect(log).toContainText("cat /etc/tcp.empty:deny");

    await open(page, "/etc/tcp.gone");
    await expect(text("/etc/tcp.gone")).toBeFocused();
    await lab.type("mv /etc/tcp.gone /etc/tcp.there");
    await expect(files.getByText("There is no such file. What you type here makes it.")).toBeVisible();
    await text("/etc/tcp.gone").focus();
    await page.keyboard.type("1.:deny");
    await lab.type("cat /etc/tcp.gone; wc -l < /etc/tcp.there");
    await expect(log).toContainText(/cat \/etc\/tcp.gone; wc -l < \/etc\/tcp.there1\.:deny\s*2/);

    await open(page, "/var/qmail/control/rcpthosts");
    await expect(text("/var/qmail/control/rcpthosts")).toBeFocused();
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("a b\n");
    await expect(files.getByRole("button", { name: /^Warning 1:2/ })).toBeVisible();
    await files.getByRole("button", { name: "Write each name on a line of its own" }).click();
    await lab.type("head -2 /var/qmail/control/rcpthosts; wc -l < /var/qmail/control/rcpthosts");
    await expect(log).toContainText(/rcpthostsa\s*b\s*10002/);
    if (editor === "plain") expectOnlyMonacoMissing(complaints);
  });
}
