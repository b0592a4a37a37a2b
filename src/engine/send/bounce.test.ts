import { expect, test } from "vitest";
import { constmap_init, constmap_init_colon } from "../control/index.ts";
import { addbounce, injectbounce } from "./bounce.ts";
import type { SendControls } from "./controls.ts";

const controls: SendControls = {
  me: null,
  routing: {
    envnoathost: "ours.example",
    percenthack: constmap_init([]),
    locals: constmap_init([]),
    virtualdomains: constmap_init_colon([{ text: "shop.example:shop", line: 1 }]),
  },
  concurrency: { local: 10, remote: 20 },
  queueLifetimeSeconds: 604_800,
  bouncefrom: "MAILER-DAEMON",
  bouncehost: "mail.ours.example",
  doublebounceto: "postmaster@mail.ours.example",
};

test("an empty line inside a report is shown as a slash, and a newline in an address as an underscore", () => {
  expect(addbounce("shop-a\nb@shop.example", "No.\n\n\nNo.", controls)).toBe(
    "<a_b@shop.example>:\nNo.\n//No.\n\n",
  );
  expect(addbounce("a@b", "", controls)).toBe("<a@b>:\n\n");
});

test("a failure notice tells what failed, and has a copy of the message", () => {
  const report = addbounce(
    "nobody@ours.example",
    "Sorry, no mailbox here by that name. (#5.1.1)\n",
    controls,
  );
  expect(
    injectbounce({ sender: "joe@there.example", report, message: "Subject: a\n\nb\n", now: 0 }, controls),
  ).toEqual({
    kind: "sent",
    sender: "",
    recipient: "joe@there.example",
    message: `Date: 1 Jan 1970 00:00:00 -0000
From: MAILER-DAEMON@mail.ours.example
To: joe@there.example
Subject: failure notice

Hi. This is the qmail-send program at mail.ours.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<nobody@ours.example>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Return-Path: <joe@there.example>
Subject: a

b
`,
  });
});

test("the bounce of a bounce goes to the postmaster, and the bounce of that is thrown away", () => {
  const failed = { report: "<joe@there.example>:\nNo.\n\n", message: "m\n", now: 0 };
  expect(injectbounce({ ...failed, sender: "" }, controls)).toEqual({
    kind: "sent",
    sender: "#@[]",
    recipient: "postmaster@mail.ours.example",
    message: `Date: 1 Jan 1970 00:00:00 -0000
From: MAILER-DAEMON@mail.ours.example
To: postmaster@mail.ours.example
Subject: failure notice

Hi. This is the qmail-send program at mail.ours.example.
I tried to deliver a bounce message to this address, but the bounce bounced!

<joe@there.example>:
No.

--- Below this line is the original bounce.

Return-Path: <>
m
`,
  });
  expect(injectbounce({ ...failed, sender: "#@[]" }, controls)).toEqual({ kind: "discarded" });
});
