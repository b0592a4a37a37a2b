import { describe, expect, test } from "vitest";
import { at, lab, refused } from "./kit.ts";

// What people get wrong about rcpthosts and its neighbours: each test plays the symptom, the cause and the fix.

const toBob = { from: at.ann, to: "bob@elsewhere.example" };
const strangerToBob = { from: at.stranger, to: "bob@elsewhere.example" };
const intoShop = { from: at.mx, to: "a@shop.example" };
const ours = "yourdomain.example\nmail.yourdomain.example\nshop.example\n";
const noRelay = '127.:allow,RELAYCLIENT=""\n:allow\n';
const compile = "tcprules /etc/tcp.smtp.cdb /etc/tcp.smtp.tmp < /etc/tcp.smtp";

test("1. rcpthosts isn't the list of domains that customers may write to", () => {
  const it = lab({ rules: noRelay });
  expect(it.rcpt(toBob)).toBe(refused);
  it.edit("control/rcpthosts", `${ours}elsewhere.example\n`);
  expect(it.rcpt(toBob)).toBe("250 ok");
  expect(it.rcpt(strangerToBob)).toBe("250 ok");
  it.edit("control/rcpthosts", ours);
  it.edit("/etc/tcp.smtp", `192.168.5.:allow,RELAYCLIENT=""\n${noRelay}`);
  it.sh(compile);
  expect([it.rcpt(toBob), it.rcpt(strangerToBob)]).toEqual(["250 ok", refused]);
});

test("2. an address or a network in rcpthosts is an odd domain that nobody writes to", () => {
  const it = lab({ rules: noRelay });
  it.edit("control/rcpthosts", `${ours}192.168.5.10\n192.168.5.\n192.168.5.0/24\n`);
  expect(it.rcpt(toBob)).toBe(refused);
  it.edit("/etc/tcp.smtp", `192.168.5.:allow,RELAYCLIENT=""\n${noRelay}`);
  it.sh(compile);
  expect([it.rcpt(toBob), it.rcpt(strangerToBob)]).toEqual(["250 ok", refused]);
});

test("3. without rcpthosts everybody may relay", () => {
  const it = lab({ rules: noRelay });
  it.sh("mv /var/qmail/control/rcpthosts /root/");
  expect([it.rcpt(toBob), it.rcpt(strangerToBob)]).toEqual(["250 ok", "250 ok"]);
  expect(it.sh("qmail-showctl")).toContain(
    "rcpthosts: (Default.) SMTP clients may send messages to any recipient.",
  );
  it.sh("mv /root/rcpthosts /var/qmail/control/");
  expect(it.rcpt(strangerToBob)).toBe(refused);
  expect(it.rcpt(intoShop)).toBe("250 ok");
});

test("4. an empty rcpthosts takes mail for no domain at all, only for addresses without one", () => {
  const it = lab({ files: { "control/rcpthosts": "" } });
  expect(it.rcpt({ from: at.mx, to: "bob@yourdomain.example" })).toBe(refused);
  expect(it.rcpt({ from: at.mx, to: "bob" })).toBe("250 ok");
  it.edit("control/rcpthosts", ours);
  expect(it.rcpt({ from: at.mx, to: "bob@yourdomain.example" })).toBe("250 ok");
});

test("5. under another name it's no rcpthosts, so the relay is open", () => {
  const it = lab();
  it.sh("mv /var/qmail/control/rcpthosts /var/qmail/control/rcpthost");
  expect(it.rcpt(strangerToBob)).toBe("250 ok");
  const shown = it.sh("qmail-showctl");
  expect(shown).toContain("rcpthost: I have no idea what this file does.");
  expect(shown).toContain("rcpthosts: (Default.) SMTP clients may send messages to any recipient.");
  it.sh("mv /var/qmail/control/rcpthost /var/qmail/control/rcpthosts");
  expect(it.rcpt(strangerToBob)).toBe(refused);
});

test("6. a domain in locals or virtualdomains must be in rcpthosts too", () => {
  const it = lab({
    files: {
      "control/virtualdomains": "shop.example:shop\nclub.example:ann-club\n",
      "/home/ann/.qmail-club-default": "./Maildir/\n",
    },
  });
  const toClub = { from: at.mx, to: "a@club.example" };
  expect(it.rcpt(toClub)).toBe(refused);
  // From the server itself, past SMTP, it works.
  it.sh("printf 'Fjoe@somewhere.example\\0Ta@club.example\\0\\0' > /tmp/envelope");
  it.edit("control/rcpthosts", `${ours}club.example\n`);
  expect(it.fate(toClub)).toBe("message in mailbox mail:/home/ann/Maildir/");
});

test("7. a domain in rcpthosts alone is accepted, and comes back if its exchanger is this server", () => {
  const it = lab({
    files: { "control/rcpthosts": `${ours}old.example\n` },
    world: (file) => ({ ...file, names: { ...file.names, "old.example": "192.0.2.25" } }),
  });
  const toOld = { from: at.mx, to: "ann@old.example" };
  expect(it.fate(toOld)).toBe("bounce in mailbox mx:/var/mail/joe@somewhere.example");
  expect(it.file("/var/mail/joe@somewhere.example", "mx")).toContain(
    "Sorry. Although I'm listed as a best-preference MX or A for that host,\n" +
      "it isn't in my control/locals file, so I don't treat it as local. (#5.4.6)\n",
  );
  it.edit("control/locals", "yourdomain.example\nmail.yourdomain.example\nold.example\n");
  it.sh("svc -h /service/qmail-send");
  expect(it.fate(toOld)).toBe("message in mailbox mail:/home/ann/Maildir/");
});

describe("8. qmail-send reads locals and virtualdomains at its start and on HUP only", () => {
  test.each(["svc -h /service/qmail-send", "qmailctl reload", "svc -t /service/qmail-send"])("%s", (line) => {
    const it = lab({
      files: { "control/rcpthosts": `${ours}new.example\n` },
      world: (file) => ({ ...file, names: { ...file.names, "new.example": "192.0.2.25" } }),
    });
    it.edit("control/locals", "yourdomain.example\nmail.yourdomain.example\nnew.example\n");
    const toNew = { from: at.mx, to: "ann@new.example" };
    expect(it.fate(toNew)).toContain("bounce");
    it.sh(line);
    expect(it.fate(toNew)).toBe("message in mailbox mail:/home/ann/Maildir/");
  });
});

test("9. rcpthosts counts from the next connection on; an open one goes by what it has read", () => {
  const it = lab({ files: { "control/rcpthosts": "yourdomain.example\n" } });
  it.sh("telnet mail.yourdomain.example 25", "mx");
  it.edit("control/rcpthosts", ours);
  const typed = (line: string): string => {
    const before = it.world.consoles.get("mx")?.entries.length ?? 0;
    it.type("mx", line);
    return it.world.consoles.get("mx")?.entries.slice(before).at(-1)?.text ?? "";
  };
  typed("MAIL FROM:<joe@somewhere.example>");
  expect(typed("RCPT TO:<a@shop.example>")).toBe(refused);
  expect(it.rcpt(intoShop)).toBe("250 ok");
});

test("10. in both, locals wins over virtualdomains", () => {
  const it = lab({
    files: {
      "control/locals": "yourdomain.example\nshop.example\n",
      "control/virtualdomains": "shop.example:ann-shop\n",
      "/home/ann/.qmail-shop-default": "./shop\n",
    },
  });
  expect(it.fate({ from: at.mx, to: "x@shop.example" })).toContain("bounce");
  it.edit("control/locals", "yourdomain.example\n");
  it.sh("qmailctl reload");
  expect(it.fate({ from: at.mx, to: "x@shop.example" })).toBe("message in mailbox mail:/home/ann/shop");
});

describe.each<[name: string, before: string, refusedTo: string, after: string]>([
  ["11. an entry with a dot covers only what is below", ".a.example", "x@a.example", "a.example\n.a.example"],
  ["12. an entry without a dot covers only itself", "a.example", "x@mail.a.example", "a.example\n.a.example"],
  ["13. *.domain is no pattern", "*.a.example", "x@mail.a.example", ".a.example"],
  ["13. @domain is no pattern", "@a.example", "x@a.example", "a.example"],
  ["13. an address is no entry", "x@a.example", "x@a.example", "a.example"],
  ["14. two domains on a line are one key", "a.example b.example", "x@a.example", "a.example\nb.example"],
  ["14. so are two with a comma", "a.example,b.example", "x@b.example", "a.example\nb.example"],
  ["15. # is a comment in the first column only", "a.example # main", "x@a.example", "a.example"],
  ["16. leading blanks are part of the entry", "  a.example", "x@a.example", "a.example"],
  ["17. a carriage return is part of the entry", "a.example\r", "x@a.example", "a.example"],
])("%s", (_name, before, refusedTo, after) => {
  test("refused before, accepted after", () => {
    const it = lab({ files: { "control/rcpthosts": `${before}\n` } });
    expect(it.rcpt({ from: at.mx, to: refusedTo })).toBe(refused);
    it.edit("control/rcpthosts", `${after}\n`);
    expect(it.rcpt({ from: at.mx, to: refusedTo })).toBe("250 ok");
  });
});

test("16. trailing blanks do no harm", () => {
  expect(
    lab({ files: { "control/rcpthosts": "a.example \t\n" } }).rcpt({ from: at.mx, to: "x@a.example" }),
  ).toBe("250 ok");
});

test("17. rules with carriage returns fail aloud, where rcpthosts is silent", () => {
  const it = lab();
  it.edit("/etc/tcp.smtp", '192.168.5.:allow,RELAYCLIENT=""\r\n');
  expect(it.sh(compile)[0]).toContain("tcprules: fatal: unable to parse this line: 192.168.5.:allow");
  it.sh("sed -i 's/\\r$//' /etc/tcp.smtp");
  expect(it.sh(compile)).toEqual([]);
});

test("18. capitals don't matter in rcpthosts, recipients and verbs, but they do in rules", () => {
  const it = lab({ files: { "control/rcpthosts": "Shop.EXAMPLE\n" } });
  expect(it.session("mx", "helo X", "mail from:<>", "rcpt to:<A@SHOP.example>").slice(-1)).toEqual([
    "250 ok",
  ]);
  it.edit("/etc/tcp.smtp", '192.168.5.:Allow,RELAYCLIENT=""\n');
  expect(it.sh(compile)[0]).toMatch(/^tcprules: fatal: unable to parse this line/);
  it.edit("/etc/tcp.smtp", '192.168.5.:allow,RelayClient=""\n');
  it.sh(compile);
  expect(it.rcpt(toBob)).toBe(refused);
});

describe("morercpthosts", () => {
  const many = Array.from({ length: 400 }, (_, index) => `d${String(index).padStart(4, "0")}.example\n`).join(
    "",
  );

  test("19. counts only once qmail-newmrh has run", () => {
    const it = lab({ files: { "control/morercpthosts": "d0000.example\n" } });
    it.sh("qmail-newmrh");
    it.wait(60);
    it.edit("control/morercpthosts", many);
    const toLast = { from: at.mx, to: "a@d0399.example" };
    expect(it.rcpt(toLast)).toBe(refused);
    expect(it.sh("qmail-showctl")).toContain(
      "morercpthosts.cdb: Oops! morercpthosts.cdb is older than morercpthosts.",
    );
    it.sh("qmail-newmrh");
    expect(it.rcpt(toLast)).toBe("250 ok");
    expect(it.rcpt({ from: at.mx, to: "a@D0001.EXAMPLE" })).toBe("250 ok");
  });

  test("20. doesn't count at all without rcpthosts", () => {
    const it = lab({ files: { "control/morercpthosts": many } });
    it.sh("qmail-newmrh");
    it.sh("rm /var/qmail/control/rcpthosts");
    expect(it.rcpt(strangerToBob)).toBe("250 ok");
    expect(it.sh("qmail-showctl")).toContain(
      "No rcpthosts; doesn't matter that morercpthosts has d0000.example.",
    );
    it.edit("control/rcpthosts", "yourdomain.example\n");
    expect(it.rcpt(strangerToBob)).toBe(refused);
    expect(it.rcpt({ from: at.mx, to: "a@d0001.example" })).toBe("250 ok");
  });
});

describe("21. 421 in place of a greeting", () => {
  const greeting = (it: ReturnType<typeof lab>): string => it.session("mx")[0] ?? "";
  const unreadable = "421 unable to read controls (#4.3.0)";
  test.each<[cause: string, breaks: string, mends: string]>([
    [
      "neither me nor smtpgreeting",
      "rm /var/qmail/control/me",
      "echo mail.yourdomain.example > /var/qmail/control/me",
    ],
    [
      "a file that only root may read",
      "chmod 600 /var/qmail/control/rcpthosts",
      "chmod 644 /var/qmail/control/rcpthosts",
    ],
    [
      "a folder in a file's place",
      "mv /var/qmail/control/rcpthosts /root/ && mkdir /var/qmail/control/rcpthosts",
      "rmdir /var/qmail/control/rcpthosts && mv /root/rcpthosts /var/qmail/control/",
    ],
  ])("%s", (_cause, breaks, mends) => {
    const it = lab();
    it.sh(breaks);
    expect(greeting(it)).toBe(unreadable);
    it.sh(mends);
    expect(greeting(it)).toBe("220 mail.yourdomain.example ESMTP");
  });
});

test("22. the server's address in brackets becomes localiphost, which must be listed", () => {
  const it = lab({ files: { "control/rcpthosts": "yourdomain.example\n" } });
  const literal = { from: at.mx, to: "ann@[192.0.2.25]" };
  expect(it.rcpt(literal)).toBe(refused);
  it.edit("control/localiphost", "yourdomain.example\n");
  expect(it.fate(literal)).toBe("message in mailbox mail:/home/ann/Maildir/");
});
