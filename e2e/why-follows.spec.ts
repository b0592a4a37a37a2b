import { expect } from "@playwright/test";
import { Lab, mailToBob, refusal, test } from "./lab.ts";

const mail = "-s mail.yourdomain.example -f joe@somewhere.example -t bob@elsewhere.example";

test("Why keeps to the refusal after swaks has said QUIT, and on the server's console too", async ({
  page,
}) => {
  const lab = new Lab(page);
  await page.goto("sandbox/");
  await lab.terminalReady();
  await lab.chooseConsole("Stranger");
  await lab.type(`swaks ${mail}`);
  await expect(lab.transcript("stranger")).toContainText("<-  221");
  await expect(lab.region("Why")).toContainText(refusal);
  await expect(lab.region("Console").getByText("Click a reply to see why")).toBeVisible();
  const pressed = lab.transcript("stranger").getByRole("button", { pressed: true });
  await expect(pressed).toHaveText(`<** ${refusal}`);

  await lab.chooseConsole("Server");
  await expect(lab.region("Why")).toContainText("to Stranger, 198.51.100.66");
});

test("a chosen reply stays chosen while a file is edited", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open();
  await lab.terminalReady();
  await lab.type(...mailToBob);
  const replies = lab.transcript("ann").getByRole("button");
  await replies.filter({ hasText: "250 ok" }).first().focus();
  await page.keyboard.press("Enter");
  await expect(lab.region("Why")).toContainText("The address: ann@yourdomain.example.");
  await lab.append("rcpthosts", "yourdomain.example\nshop.example\n");
  await lab.expectReached("Mail from outside is taken");
  await expect(lab.region("Why")).toContainText("The address: ann@yourdomain.example.");
});

test("a server that hangs up at once: no reply is marked, and Why names the line in its log", async ({
  page,
}) => {
  const lab = new Lab(page);
  await page.goto("sandbox/");
  await lab.terminalReady();
  await lab.chooseConsole("Ann");
  await lab.type("telnet mail.yourdomain.example 25", "QUIT");
  await lab.chooseConsole("Server");
  await lab.type("sed -i s/bin.qmail-smtpd/\\&d/ /service/qmail-smtpd/run", "svc -t /service/qmail-smtpd");
  await lab.chooseConsole("Ann");
  await lab.type("telnet mail.yourdomain.example 25");
  const why = lab.region("Why");
  await expect(why).toContainText("The server hung up without a word.");
  await expect(why).toContainText("Its log, /var/log/qmail/smtpd/current, has more to say:");
  await expect(why).toContainText("unable to run /var/qmail/bin/qmail-smtpdd");
  await expect(lab.transcript("ann").getByRole("button", { pressed: true })).toHaveCount(0);
  await lab.chooseConsole("Server");
  await expect(why).toContainText("unable to run /var/qmail/bin/qmail-smtpdd");
});
