import { describe, expect, test } from "vitest";
import { filesIn, mailWorld, record, send, signal } from "../../mail.test-kit.ts";
import { perform } from "../../runs/perform.ts";
import { content } from "../../world.test-kit.ts";

const overlay = (files: Readonly<Record<string, string>>) => ({ mail: files });

describe("a message for a user", () => {
  test("lands in his Maildir, under the lines that tell its way", () => {
    const world = mailWorld();
    expect(send(world, "ann@ours.example")).toMatch(/^250 ok 1795510801 qp \d+$/);
    const [message = ""] = filesIn(world, "mail", "/home/ann/Maildir/new");
    expect(message.replace(/qmail \d+/, "qmail QP")).toBe(
      "Return-Path: <joe@there.example>\n" +
        "Delivered-To: ann@ours.example\n" +
        "Received: (qmail QP invoked from network); 24 Nov 2026 09:00:01 -0000\n" +
        "Received: from unknown (198.51.100.10)\n" +
        "  by mail.ours.example with SMTP; 24 Nov 2026 09:00:01 -0000\nHi\n",
    );
    const qp = /qmail (\d+)/.exec(message)?.[1] ?? "";
    expect(record(world)).toEqual([
      "status: local 0/10 remote 0/20",
      "new msg 93",
      `info msg 93: bytes 175 from <joe@there.example> qp ${qp} uid 7791`,
      "starting delivery 1: msg 93 to local ann@ours.example",
      "status: local 1/10 remote 0/20",
      "delivery 1: success: did_1+0+0/",
      "status: local 0/10 remote 0/20",
      "end msg 93",
    ]);
    expect(filesIn(world, "mail", "/var/qmail/queue/mess").join("")).not.toContain("Hi");
  });

  test("goes where his .qmail file says: an mbox, a program, and on to others", () => {
    const world = mailWorld(overlay({ "/home/ann/.qmail": "./Mailbox\n|cat > seen\n&bob@ours.example\n" }));
    send(world, "ann@ours.example", { text: "From me" });
    expect(content(world, "mail", "/home/ann/Mailbox")).toMatch(
      /^From joe@there\.example Tue Nov 24 09:00:01 2026\nReturn-Path[^]*\n>From me\n\n$/,
    );
    expect(content(world, "mail", "/home/ann/seen")).toMatch(/\nFrom me\n$/);
    const [forwarded = ""] = filesIn(world, "mail", "/home/bob/Maildir/new");
    expect(forwarded).toMatch(
      /^Return-Path: <joe@there\.example>\nDelivered-To: bob@ours\.example\nReceived: \(qmail \d+ invoked by uid 1000\)[^]*\nDelivered-To: ann@ours\.example\n/,
    );
    expect(record(world).find((line) => line.startsWith("delivery 1:"))).toMatch(
      /^delivery 1: success: did_1\+1\+1\/qp_\d+\/$/,
    );
  });

  test("that forwards to himself comes back as looping", () => {
    const world = mailWorld(overlay({ "/home/ann/.qmail": "&ann@ours.example\n" }));
    send(world, "ann@ours.example");
    expect(record(world).filter((line) => /failure|bounce/.test(line))).toEqual([
      "delivery 2: failure: This_message_is_looping:_it_already_has_my_Delivered-To_line._(#5.4.6)/",
      expect.stringMatching(/^bounce msg 94 qp \d+$/),
    ]);
    expect(content(world, "joe", "/var/mail/joe@there.example")).toContain("Subject: failure notice");
  });
});

describe("a virtual domain's message", () => {
  test("is served by the file of its prefix in ~alias", () => {
    const world = mailWorld(
      overlay({
        "/var/qmail/control/virtualdomains": "old.example:old\n",
        "/var/qmail/alias/.qmail-old-default": "&bob\n",
      }),
    );
    send(world, "any.one@old.example");
    expect(record(world)).toContain("starting delivery 1: msg 93 to local old-any.one@old.example");
    expect(filesIn(world, "mail", "/home/bob/Maildir/new")).toHaveLength(1);
  });
});

describe("what can't be delivered", () => {
  test("comes back to its sender, and what he can't get goes to the postmaster", () => {
    const world = mailWorld();
    send(world, "nobody@ours.example");
    expect(record(world).find((line) => line.startsWith("delivery 1:"))).toBe(
      "delivery 1: failure: Sorry,_no_mailbox_here_by_that_name._(#5.1.1)/",
    );
    expect(content(world, "joe", "/var/mail/joe@there.example")).toContain(
      "\n\nHi. This is the qmail-send program at mail.ours.example.\n",
    );
    send(world, "nobody@ours.example", { sender: "nobody@dest.example" });
    const [double = ""] = filesIn(world, "mail", "/home/ann/Maildir/new");
    expect(double).toContain("Return-Path: <#@[]>\n");
    expect(double).toContain(
      "I tried to deliver a bounce message to this address, but the bounce bounced!\n",
    );
    expect(double).toContain("Remote host said: 550 5.1.1 no such user\nGiving up on 203.0.113.7.\n");
  });

  test("is thrown away when the postmaster isn't there either", () => {
    const world = mailWorld(overlay({ "/var/qmail/control/doublebounceto": "nobody\n" }));
    send(world, "nobody@ours.example", { sender: "nobody@dest.example" });
    expect(record(world).slice(-2)).toEqual(["triple bounce: discarding bounce/93", "end msg 93"]);
  });

  test("for now waits in the queue, longer each time, until it's too old", () => {
    const world = mailWorld(overlay({ "/var/qmail/control/queuelifetime": "4000\n", "/etc/tcp.smtp": "" }));
    perform(world, { edit: { host: "mail", file: "/var/qmail/control/rcpthosts", text: "dest.example\n" } });
    send(world, "later@dest.example");
    expect(record(world).at(-2)).toBe(
      "delivery 1: deferral: 203.0.113.7_does_not_like_recipient./Remote_host_said:_451_4.2.0_later/Giving_up_on_203.0.113.7./",
    );
    const tries = () => record(world).filter((line) => line.startsWith("starting delivery")).length;
    const after = (seconds: number): number => {
      perform(world, { wait: { seconds } });
      return tries();
    };
    expect([after(390), after(20), after(1180), after(20), after(1990), after(20)]).toEqual([
      1, 2, 2, 3, 3, 4,
    ]);
    expect(after(3000)).toBe(6);
    expect(record(world).filter((line) => /failure|bounce/.test(line))).toEqual([
      expect.stringMatching(
        /^delivery 5: failure: .*I'm_not_going_to_try_again;_this_message_has_been_in_the_queue_too_long\.\/$/,
      ),
      expect.stringMatching(/^bounce msg 93 qp \d+$/),
    ]);
  });

  test("since nobody answers, is given up for now after a minute, while nobody waits for it", () => {
    const world = mailWorld();
    perform(world, { edit: { host: "mail", file: "/var/qmail/control/rcpthosts", text: "dark.example\n" } });
    const before = world.now;
    send(world, "x@dark.example");
    expect(world.now).toBe(before + 1);
    perform(world, { wait: { seconds: 59 } });
    expect(record(world).at(-1)).toBe("status: local 0/10 remote 1/20");
    perform(world, { wait: { seconds: 1 } });
    expect(record(world).at(-2)).toBe(
      "delivery 1: deferral: Sorry,_I_wasn't_able_to_establish_an_SMTP_connection._(#4.4.1)/",
    );
  });

  test("names a host that isn't there", () => {
    const world = mailWorld(overlay({ "/var/qmail/control/rcpthosts": "no.example\n" }));
    send(world, "x@no.example");
    expect(record(world)).toContain(
      "delivery 1: failure: Sorry,_I_couldn't_find_any_host_named_no.example._(#5.1.2)/",
    );
  });
});

describe("lesson L3: accepted isn't delivered", () => {
  const loop =
    "delivery 1: failure: Sorry._Although_I'm_listed_as_a_best-preference_MX_or_A_for_that_host,/" +
    "it_isn't_in_my_control/locals_file,_so_I_don't_treat_it_as_local._(#5.4.6)/";

  test("a domain in rcpthosts that's nobody's comes back, and locals counts after a HUP only", () => {
    const world = mailWorld();
    send(world, "ann@old.example");
    expect(record(world)).toContain(loop);
    expect(content(world, "joe", "/var/mail/joe@there.example")).toContain("(#5.4.6)");
    const locals = "ours.example\nmail.ours.example\nold.example\n";
    perform(world, { edit: { host: "mail", file: "/var/qmail/control/locals", text: locals } });
    send(world, "ann@old.example");
    expect(filesIn(world, "mail", "/home/ann/Maildir/new")).toEqual([]);
    signal(world, "HUP");
    send(world, "ann@old.example");
    expect(filesIn(world, "mail", "/home/ann/Maildir/new")).toHaveLength(1);
  });

  test("percenthack counts after a restart, not after a HUP", () => {
    const world = mailWorld();
    perform(world, {
      edit: { host: "mail", file: "/var/qmail/control/percenthack", text: "ours.example\n" },
    });
    signal(world, "HUP");
    send(world, "x%dest.example@ours.example");
    expect(filesIn(world, "dest", "/var/mail")).toEqual([]);
    signal(world, "TERM");
    expect(record(world).slice(-2)).toEqual(["status: exiting", "status: local 0/10 remote 0/20"]);
    send(world, "x%dest.example@ours.example");
    expect(filesIn(world, "dest", "/var/mail")).toHaveLength(1);
  });
});

describe("lesson L9: a secondary exchanger", () => {
  test("keeps mail until the primary is up", () => {
    const world = mailWorld();
    send(world, "p@partner.example");
    expect(record(world).at(-2)).toBe(
      "delivery 1: deferral: Sorry,_I_wasn't_able_to_establish_an_SMTP_connection._(#4.4.1)/",
    );
    perform(world, { wait: { seconds: 3500 } });
    expect(filesIn(world, "partner", "/var/mail")).toEqual([]);
    perform(world, { wait: { seconds: 3000 } });
    expect(content(world, "partner", "/var/mail/p@partner.example")).toContain(
      "Return-Path: <joe@there.example>",
    );
    expect(record(world).filter((line) => line.startsWith("delivery 4"))).toEqual([
      expect.stringMatching(
        /^delivery 4: success: 203\.0\.113\.5_accepted_message\.\/Remote_host_said:_250_2\.0\.0_Ok:_queued_as_\d+\/$/,
      ),
    ]);
  });

  test("takes the mail for itself, or bounces it, if the domain is in its locals", () => {
    const world = mailWorld(overlay({ "/var/qmail/control/locals": "ours.example\npartner.example\n" }));
    send(world, "p@partner.example");
    expect(record(world)).toContain("delivery 1: failure: Sorry,_no_mailbox_here_by_that_name._(#5.1.1)/");
  });

  test("goes where smtproutes says, if it does", () => {
    const world = mailWorld(overlay({ "/var/qmail/control/smtproutes": "partner.example:[203.0.113.7]\n" }));
    send(world, "p@partner.example");
    expect(record(world)).toContain(
      "delivery 1: failure: 203.0.113.7_does_not_like_recipient./Remote_host_said:_554_5.7.1_<p@partner.example>:_Relay_access_denied/Giving_up_on_203.0.113.7./",
    );
  });
});

describe("lesson L10: 250 is no proof", () => {
  const local = "no_mailbox_here_by_that_name";
  test.each<[recipient: string, reply: "250" | "553", then: string]>([
    ["<v@dest.example>", "553", ""],
    ["<v%dest.example@ours.example>", "250", local],
    ["<v@dest.example@ours.example>", "250", local],
    ['<"v@dest.example"@ours.example>', "250", local],
    ["<dest.example!v@ours.example>", "250", local],
    ["<dest.example!v>", "250", local],
    ["<v%dest.example>", "250", local],
    ['<"v%dest.example">', "250", local],
    ['<"v@dest.example">', "553", ""],
    ["<v\\@dest.example>", "553", ""],
    ["<@ours.example:v@dest.example>", "553", ""],
    ["<@dest.example:ann@ours.example>", "250", "success"],
    ["<v%dest.example@[192.0.2.25]>", "553", ""],
    ['<"v@ours.example"@dest.example>', "553", ""],
  ])("the probe %s gets %s, and never leaves", (recipient, reply, then) => {
    const world = mailWorld();
    expect(send(world, recipient).slice(0, 3)).toBe(reply);
    const deliveries = record(world).filter((line) => line.startsWith("delivery 1:"));
    expect(deliveries.join("")).toContain(then);
    expect(deliveries).toHaveLength(reply === "250" ? 1 : 0);
    expect(filesIn(world, "dest", "/var/mail")).toEqual([]);
  });

  test.each(["", "ann@ours.example", "root@localhost", "v@dest.example"])(
    "whoever it's from, <%s> too: mail for others is refused",
    (sender) => {
      const world = mailWorld();
      expect(send(world, "v@dest.example", { sender }).slice(0, 3)).toBe("553");
      expect(record(world)).toHaveLength(1);
    },
  );

  test.each(["<dest.example!v>", "<v%dest.example>", '<"v%dest.example">'])(
    "the probe %s, which gets this host's name, comes back where that isn't local",
    (recipient) => {
      const world = mailWorld(overlay({ "/var/qmail/control/locals": "ours.example\n" }));
      expect(send(world, recipient).slice(0, 3)).toBe("250");
      expect(record(world).filter((line) => line.startsWith("delivery 1:"))).toEqual([
        expect.stringMatching(/^delivery 1: failure: Sorry\._Although_I'm_listed_.*_\(#5\.4\.6\)\/$/),
      ]);
      expect(filesIn(world, "dest", "/var/mail")).toEqual([]);
    },
  );

  test("the probe with our address in brackets is taken where localiphost's name is in rcpthosts, and never leaves", () => {
    const world = mailWorld(overlay({ "/var/qmail/control/localiphost": "ours.example\n" }));
    expect(send(world, "<v%dest.example@[192.0.2.25]>").slice(0, 3)).toBe("250");
    expect(
      record(world)
        .filter((line) => line.startsWith("delivery 1:"))
        .join(""),
    ).toContain(local);
    expect(filesIn(world, "dest", "/var/mail")).toEqual([]);
  });

  test("with our domain in percenthack, the probe leaves: that is a relay", () => {
    const world = mailWorld(overlay({ "/var/qmail/control/percenthack": "ours.example\n" }));
    send(world, "v%dest.example@ours.example");
    expect(content(world, "dest", "/var/mail/v@dest.example")).toContain("Return-Path: <joe@there.example>");
  });
});

describe("qmail-send", () => {
  test("doesn't run twice, and not without its controls", () => {
    const world = mailWorld();
    perform(world, { shell: { host: "mail", line: "qmail-start ./Maildir/ > out" } });
    expect(content(world, "mail", "/root/out")).toBe("alert: cannot start: qmail-send is already running\n");
    expect(record(mailWorld(overlay({ "/var/qmail/control/virtualdomains/x": "" })))).toEqual([
      "alert: cannot start: unable to read controls",
    ]);
  });

  test("goes on after a restart with what is in the queue, at its time", () => {
    const world = mailWorld();
    send(world, "p@partner.example");
    perform(world, { wait: { seconds: 100 } });
    signal(world, "TERM");
    perform(world, {
      shell: { host: "mail", line: "qmail-start ./Maildir/ >> /var/log/qmail/send/current" },
    });
    const count = () => record(world).filter((line) => line.startsWith("starting delivery 1:")).length;
    perform(world, { wait: { seconds: 250 } });
    expect(count()).toBe(1);
    perform(world, { wait: { seconds: 100 } });
    expect(count()).toBe(2);
  });

  test("tries everything at once on ALRM", () => {
    const world = mailWorld();
    send(world, "p@partner.example");
    signal(world, "ALRM");
    expect(record(world).filter((line) => line.startsWith("starting"))).toHaveLength(2);
  });
});
