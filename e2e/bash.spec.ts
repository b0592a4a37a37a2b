import { expect } from "@playwright/test";
import { Lab, test } from "./lab.ts";

test("bash on the server: here-documents, loops and its programs, undone, reloaded and left", async ({
  page,
}) => {
  const lab = new Lab(page);
  const fetched: string[] = [];
  page.on("request", (request) => fetched.push(request.url()));
  await lab.open();
  await lab.chooseConsole("Server");
  await lab.terminalReady();
  const transcript = lab.transcript("mail");
  await lab.type("bash");
  await expect(transcript).toContainText("bash");
  expect(fetched.filter((url) => /\/bashes-[^/]*\.js$/.test(url))).toEqual([]);

  // Typed as one pastes it: the next line comes before bash is there.
  await lab.type("cat > /etc/tcp.smtp <<E", '192.168.5.10:allow,RELAYCLIENT=""', ":allow", "E");
  await lab.type("tcprules /etc/tcp.smtp.cdb /etc/tcp.smtp.tmp < /etc/tcp.smtp && echo compiled $((6 * 7))");
  await expect(transcript).toContainText("compiled 42");
  await lab.expectReached("Ann can send to anybody");
  expect(fetched.filter((url) => /\/bashes-[^/]*\.js$/.test(url))).toHaveLength(1);

  await lab.type("who=(ann bob)", 'for i in {0..1}; do echo "<$i ${who[i]}>"; done');
  await expect(transcript).toContainText("<1 bob>");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(transcript).not.toContainText("<1 bob>");
  await page.getByRole("button", { name: "Redo" }).click();
  await expect(transcript).toContainText("<1 bob>");

  await page.reload();
  await lab.chooseConsole("Server");
  await lab.terminalReady();
  await expect(transcript).toContainText("<1 bob>");
  await lab.type('echo "still ${who[0]}"');
  await expect(transcript).toContainText("still ann");
  await lab.type("exit", "echo $0 is back");
  await expect(transcript).toContainText("is back");
});

test("a bash that can't be fetched says so, and works when it can be", async ({ page, complaints }) => {
  const lab = new Lab(page);
  await lab.open();
  await lab.chooseConsole("Server");
  await lab.terminalReady();
  const transcript = lab.transcript("mail");
  await page.route(/\/bashes-[^/]*\.js$/, (route) => route.abort());
  await lab.type("bash", "echo one");
  await expect(transcript).toContainText("this page's bash couldn't be fetched");
  await page.unroute(/\/bashes-[^/]*\.js$/);
  await lab.type("echo $((1 + 1)) now");
  await expect(transcript).toContainText("2 now");
  // The browser itself logs what it couldn't fetch.
  complaints.splice(0);
});
