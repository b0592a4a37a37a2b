import { describe, expect, test } from "vitest";
import { filesIn, mailWorld, record, send, signal } from "../../mail.test-kit.ts";
import { perform } from "../../runs/perform.ts";
import { content, output } from "../../world.test-kit.ts";
import type { World } from "../../world.ts";

// The recipe of qmail's FAQ 5.5 for clients that send incomplete addresses. Its client is joe's host here.
const pda = "198.51.100.10";

const recipe = [
  `| bouncesaying 'Permission denied' [ "@$HOST" != "@fixme" ]`,
  `| qmail-inject -f "$SENDER" -- "$DEFAULT"`,
];

function fixupWorld(files: Readonly<Record<string, string>> = {}): World {
  const world = mailWorld({
    mail: {
      "/etc/tcp.smtp": `${pda}:allow,RELAYCLIENT="@fixme"\n:allow\n`,
      "/service/qmail-smtpd/down": "",
      "/var/qmail/alias/.qmail-fixup-default": `${recipe.join("\n")}\n`,
      "/var/qmail/control/virtualdomains": "fixme:fixup\n",
      ...files,
    },
  });
  output(
    world,
    "tcprules /etc/tcp.smtp.cdb /etc/tcp.smtp.tmp < /etc/tcp.smtp",
    "svc -u /service/qmail-smtpd",
  );
  return world;
}

/** A message with an incomplete header, from the PDA or from another host. */
function letter(world: World, recipient: string, from: "joe" | "dest" = "joe"): string {
  return send(world, recipient, { from, sender: "ann@ours.example", text: "From: ann\nTo: bob\n\nHi" });
}

const deliveries = (world: World) =>
  record(world).filter((line) => line.startsWith("starting delivery") || line.includes(": failure:"));

describe("lesson L18: a RELAYCLIENT of @fixme", () => {
  test("sends the client's mail through qmail-inject, which makes its header whole", () => {
    const world = fixupWorld();
    expect(letter(world, "bob@dest.example")).toMatch(/^250 ok /);
    expect(record(world)[2]).toMatch(/^info msg 93: bytes \d+ from <ann@ours\.example> qp \d+ uid 7791$/);
    expect(deliveries(world)).toEqual([
      "starting delivery 1: msg 93 to local fixup-bob@dest.example@fixme",
      "starting delivery 2: msg 94 to remote bob@dest.example",
    ]);
    const [, uid] =
      / uid (\d+)$/.exec(record(world).find((line) => line.startsWith("info msg 94")) ?? "") ?? [];
    expect(uid).toBe("7790");
    const arrived = content(world, "dest", "/var/mail/bob@dest.example");
    expect(arrived).toContain("Return-Path: <ann@ours.example>\n");
    expect(arrived).toMatch(
      /\nDate: .*\nMessage-ID: <.*@mail\.ours\.example>\nReceived: [^]*\nFrom: ann@mail\.ours\.example\nTo: bob@mail\.ours\.example\n\nHi\n/,
    );
  });

  test("leaves all others alone", () => {
    const world = fixupWorld();
    expect(letter(world, "bob@there.example", "dest").slice(0, 3)).toBe("553");
    letter(world, "bob@ours.example", "dest");
    expect(filesIn(world, "mail", "/home/bob/Maildir/new")[0]).toContain("\nFrom: ann\nTo: bob\n\nHi\n");
  });

  test("is a remote host's name as long as virtualdomains isn't read: that needs a HUP", () => {
    const world = fixupWorld({ "/var/qmail/control/virtualdomains": "" });
    perform(world, {
      edit: { host: "mail", file: "/var/qmail/control/virtualdomains", text: "fixme:fixup\n" },
    });
    letter(world, "bob@dest.example");
    expect(deliveries(world)).toEqual([
      "starting delivery 1: msg 93 to remote bob@dest.example@fixme",
      "delivery 1: failure: Sorry,_I_couldn't_find_any_host_named_fixme._(#5.1.2)/",
      expect.stringMatching(/^starting delivery 2: msg \d+ to local ann@ours\.example$/),
    ]);
    signal(world, "HUP");
    letter(world, "bob@dest.example");
    expect(content(world, "dest", "/var/mail/bob@dest.example")).toContain("\nHi\n");
  });

  test("lets no stranger in by himself, but does with fixme in rcpthosts", () => {
    const address = "victim@there.example@fixme";
    expect(letter(fixupWorld(), address, "dest").slice(0, 3)).toBe("553");
    const world = fixupWorld({ "/var/qmail/control/rcpthosts": "ours.example\nfixme\n" });
    expect(letter(world, address, "dest")).toMatch(/^250 ok /);
    expect(content(world, "joe", "/var/mail/victim@there.example")).toContain("\nHi\n");
  });

  test("has its first line so that nobody reaches the alias by another domain", () => {
    const world = fixupWorld();
    letter(world, "fixup-victim%there.example@ours.example", "dest");
    expect(deliveries(world)[1]).toBe("delivery 1: failure: Permission_denied/");
    const open = fixupWorld({ "/var/qmail/alias/.qmail-fixup-default": `${recipe[1] ?? ""}\n` });
    letter(open, "fixup-victim@there.example@ours.example", "dest");
    expect(content(open, "joe", "/var/mail/victim@there.example")).toContain("\nHi\n");
  });
});
