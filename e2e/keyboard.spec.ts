import { expect, type Locator } from "@playwright/test";
import { compileRules, Lab, mailToBob, refusal, test } from "./lab.ts";

test("the whole lesson is done with the keyboard alone", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open();
  await lab.terminalReady();
  const { keyboard } = page;
  const tabTo = async (target: Locator, key = "Tab") => {
    await expect(async () => {
      await keyboard.press(key);
      await expect(target).toBeFocused({ timeout: 50 });
    }).toPass({ intervals: [0], timeout: 15_000 });
  };
  const skipTo = async (pane: string) => {
    await tabTo(page.getByRole("link", { name: `Skip to ${pane}` }));
    await keyboard.press("Enter");
  };
  const input = lab.region("Console").locator(".xterm-helper-textarea");
  const say = async (...lines: readonly string[]) => {
    for (const line of lines) {
      await keyboard.type(line);
      await keyboard.press("Enter");
    }
  };

  await skipTo("Console");
  await expect(input).toBeFocused();
  await say(...mailToBob);
  await expect(lab.transcript("ann")).toContainText(refusal);

  // From the terminal, Tab leads to the replies; the arrows choose one, and Why follows.
  await tabTo(lab.transcript("ann").getByRole("button", { name: refusal }));
  await keyboard.press("ArrowUp");
  await keyboard.press("Enter");
  await expect(lab.region("Why")).toContainText("The address: ann@yourdomain.example.");

  await tabTo(lab.region("Files").getByRole("tab", { name: "rcpthosts" }));
  await tabTo(await lab.monaco("rcpthosts"));
  await keyboard.press("Control+End");
  await keyboard.type("yourdomain.example\nshop.example\n");
  await lab.expectReached("Mail from outside is taken");
  await tabTo(lab.region("Files").getByRole("tab", { name: "rcpthosts" }), "Shift+Tab");
  await keyboard.press("ArrowRight");
  await tabTo(await lab.monaco("tcp.smtp"));
  await keyboard.press("Control+End");
  await keyboard.type('192.168.5.10:allow,RELAYCLIENT=""\n');

  await skipTo("Console");
  await tabTo(lab.region("Console").getByRole("tab", { name: "Customer" }), "Shift+Tab");
  await keyboard.press("End");
  await tabTo(input);
  await say(compileRules);
  await lab.expectReached("Ann can send to anybody");

  const connect = lab.region("Console").getByRole("button", { name: "Connect" });
  await tabTo(lab.region("Console").getByRole("tab", { name: "Server" }), "Shift+Tab");
  await keyboard.press("Home");
  await tabTo(input);
  await say("QUIT");
  await tabTo(connect, "Shift+Tab");
  await keyboard.press("Enter");
  await expect(input).toBeFocused();
  await say(...mailToBob);
  await lab.expectReached("Ann has tried it");

  await tabTo(lab.region("Console").getByRole("tab", { name: "Customer" }), "Shift+Tab");
  await keyboard.press("ArrowRight");
  await tabTo(connect);
  await keyboard.press("Enter");
  await expect(input).toBeFocused();
  await say(...mailToBob);
  await expect(lab.transcript("stranger").getByRole("button").last()).toContainText(refusal);
  await expect(lab.region("Lesson")).toContainText("You did it");
});
