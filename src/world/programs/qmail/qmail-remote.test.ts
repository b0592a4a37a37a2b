import { describe, expect, test } from "vitest";
import type { ProfileName } from "../../../engine/smtpd/index.ts";
import { filesIn, mailWorld, record } from "../../mail.test-kit.ts";
import { perform } from "../../runs/perform.ts";
import type { WorldFile } from "../../world-file.ts";
import { content, output } from "../../world.test-kit.ts";
import type { World } from "../../world.ts";

const nothing = { a: [], ptr: [], mx: [], txt: [] };
const cname = (name: string) => ({ ...nothing, cname: name });

/** A world with aliases of dest.example, names in trouble, and an answer that's too long. */
function aliasWorld(
  qmail: ProfileName = "netqmail-1.06",
  files: Readonly<Record<string, string>> = {},
): World {
  return mailWorld({ mail: files }, (file): WorldFile => {
    const { mail } = file.hosts;
    if (mail === undefined) throw new Error("no mail server in the world");
    return {
      ...file,
      hosts: { ...file.hosts, mail: { ...mail, qmail } },
      dns: {
        ...file.dns,
        "www.dest.example": cname("dest.example"),
        "old.dest.example": cname("www.dest.example"),
        "mine.example": cname("mail.ours.example"),
        "big.example": { ...nothing, mx: [{ preference: 10, host: "mx.dest.example" }], anyBytes: 2900 },
        "broken.example": "servfail",
        "silent.example": "timeout",
      },
    };
  });
}

/** What became of a message to this address. */
function deliver(world: World, address: string): string {
  output(world, `echo | qmail-inject -f joe@there.example ${address}`);
  return (
    record(world)
      .find((line) => line.startsWith("delivery 1: "))
      ?.slice("delivery 1: ".length) ?? "nothing yet"
  );
}

const cnameTrouble = "deferral: CNAME_lookup_failed_temporarily._(#4.4.3)/";

describe("an alias as a recipient's domain", () => {
  test.each<ProfileName>(["qmail-1.03", "netqmail-1.06"])("becomes the real one in RCPT with %s", (qmail) => {
    const world = aliasWorld(qmail);
    expect(deliver(world, "x@old.dest.example")).toMatch(/^success: 203\.0\.113\.7_accepted_message\./);
    expect(content(world, "dest", "/var/mail/x@dest.example")).toContain("Return-Path");
  });

  test("stays in RCPT with notqmail 1.09, and with a route", () => {
    const refused =
      "failure: 203.0.113.7_does_not_like_recipient./Remote_host_said:_554_5.7.1_<x@old.dest.example>:_Relay_access_denied/Giving_up_on_203.0.113.7./";
    expect(deliver(aliasWorld("notqmail-1.09"), "x@old.dest.example")).toBe(refused);
    const routed = aliasWorld("netqmail-1.06", {
      "/var/qmail/control/smtproutes": "old.dest.example:mx.dest.example\n",
    });
    expect(deliver(routed, "x@old.dest.example")).toBe(refused);
  });

  test("of this host isn't taken for a loop: it calls itself, which is what notqmail 1.09 won't", () => {
    const files = { "/var/qmail/control/locals": "ours.example\n" };
    expect(deliver(aliasWorld("netqmail-1.06", files), "x@mine.example")).toBe(
      "failure: 192.0.2.25_does_not_like_recipient./Remote_host_said:_553_sorry,_that_domain_isn't_in_my_list_of_allowed_rcpthosts_(#5.7.1)/Giving_up_on_192.0.2.25./",
    );
    expect(deliver(aliasWorld("notqmail-1.09", files), "x@mine.example")).toMatch(
      /^failure: Sorry\._Although_I'm_listed/,
    );
  });
});

describe("confusion 79: accepted and relayed, but stuck", () => {
  test("where DNS fails, or its answer with all records has more than 512 bytes", () => {
    const world = aliasWorld();
    expect(deliver(world, "x@big.example")).toBe(cnameTrouble);
    expect(output(world, "qmail-qread")[1]).toBe("\tremote\tx@big.example");
    expect(deliver(aliasWorld(), "x@broken.example")).toBe(cnameTrouble);
    const silent = aliasWorld();
    expect(deliver(silent, "x@silent.example")).toBe("nothing yet");
    perform(silent, { wait: { seconds: 60 } });
    expect(record(silent).at(-2)).toBe(`delivery 1: ${cnameTrouble}`);
  });

  test("but not with notqmail 1.09, nor with a route", () => {
    expect(deliver(aliasWorld("notqmail-1.09"), "x@big.example")).toMatch(/Relay_access_denied/);
    const files = { "/var/qmail/control/smtproutes": "big.example:mx.dest.example\n" };
    expect(deliver(aliasWorld("netqmail-1.06", files), "x@big.example")).toMatch(/Relay_access_denied/);
    expect(deliver(aliasWorld("notqmail-1.09"), "x@broken.example")).toBe(
      "deferral: Sorry,_I_couldn't_find_any_host_by_that_name._(#4.1.2)/",
    );
  });
});

describe("control/smtproutes", () => {
  const routed = (line: string) =>
    aliasWorld("netqmail-1.06", {
      "/var/qmail/control/smtproutes": `${line}\n`,
      "/service/relay/run": "#!/bin/sh\nexec tcpserver -HR -l relay 0 2525 qmail-smtpd\n",
      "/var/qmail/control/rcpthosts": "ours.example\nthere.example\n",
    });

  test.each<[line: string, address: string, what: RegExp]>([
    ["there.example:mx.dest.example", "x@there.example", /^failure: 203\.0\.113\.7_does_not_like/],
    ["there.example:[203.0.113.7]", "x@there.example", /^failure: 203\.0\.113\.7_does_not_like/],
    [".example:203.0.113.7", "x@there.example", /^failure: 203\.0\.113\.7_does_not_like/],
    [":203.0.113.7", "x@there.example", /^failure: 203\.0\.113\.7_does_not_like/],
    ["there.example:[192.0.2.25]:2525", "x@there.example", /^success: 192\.0\.2\.25_accepted/],
    ["there.example:\n:203.0.113.7", "x@there.example", /^success: 198\.51\.100\.10_accepted/],
    ["there.example:nowhere.example", "x@there.example", /named_nowhere\.example\._\(#5\.1\.2\)/],
    ["there.example:partner.example", "x@there.example", /named_partner\.example\._\(#5\.1\.2\)/],
  ])("%j sends %s on: %s", (line, address, what) => {
    expect(deliver(routed(line), address)).toMatch(what);
  });

  test("is read for each delivery", () => {
    const world = aliasWorld();
    output(world, "echo ':[203.0.113.7]' > /var/qmail/control/smtproutes");
    expect(deliver(world, "x@there.example")).toMatch(/^failure: 203\.0\.113\.7/);
    expect(filesIn(world, "joe", "/var/mail")).toHaveLength(0);
  });
});

/** A world in which a domain has these mail exchangers, one of which can't be looked up. */
function exchangersWorld(...mx: readonly (readonly [preference: number, host: string])[]): World {
  return mailWorld({}, (file) => ({
    ...file,
    dns: {
      ...file.dns,
      "broken.example": "servfail",
      "many.example": { ...nothing, mx: mx.map(([preference, host]) => ({ preference, host })) },
    },
  }));
}

describe("of several mail exchangers", () => {
  const reached = /^failure: 203\.0\.113\.7_does_not_like_recipient\./;
  test("those count that DNS can tell", () => {
    expect(
      deliver(exchangersWorld([10, "broken.example"], [20, "mx.dest.example"]), "x@many.example"),
    ).toMatch(reached);
  });

  test("all that DNS can't tell now may be told later", () => {
    expect(deliver(exchangersWorld([10, "broken.example"], [20, "no.example"]), "x@many.example")).toBe(
      "deferral: Sorry,_I_couldn't_find_any_host_by_that_name._(#4.1.2)/",
    );
  });

  test("this one is the best that's known if DNS can't tell a better one", () => {
    expect(
      deliver(exchangersWorld([10, "broken.example"], [20, "mail.ours.example"]), "x@many.example"),
    ).toMatch(/^failure: Sorry\._Although_I'm_listed_as_a_best-preference_MX.*\(#5\.4\.6\)\/$/);
  });

  test("one that is an address is as good as any: its preference is 0", () => {
    expect(
      deliver(exchangersWorld([20, "mail.ours.example"], [30, "203.0.113.7"]), "x@many.example"),
    ).toMatch(reached);
  });
});
