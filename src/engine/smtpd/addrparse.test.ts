import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byteString, type ByteString } from "../bytes/index.ts";
import type { AddressStep } from "../trace/index.ts";
import { addrparse } from "./addrparse.ts";
import { ip_scanbracket, type LocalIpHost } from "./localiphost.ts";

const local: LocalIpHost = { name: "mail.example.com", ownAddresses: new Set(["127.0.0.1", "192.0.2.1"]) };

describe("addrparse", () => {
  test.each<[argument: ByteString, address: ByteString]>([
    ["FROM:<ann@a.example>", "ann@a.example"],
    ["<ann@a.example>", "ann@a.example"],
    ["TO:<bob@b.example> NOTIFY=NEVER", "bob@b.example"],
    ["TO:<bob@b.example >", "bob@b.example "],
    ["TO:<bob@b.example", "bob@b.example"],
    ["TO:<<bob@b.example>>", "<bob@b.example"],
    ["TO:<>", ""],
    ["TO:bob@b.example", "bob@b.example"],
    ["TO:   bob@b.example rest", "bob@b.example"],
    ["TO:", ""],
    ["bob@b.example", ""],
    ["", ""],
    ["a:b:c", "b:c"],
    ["TO:bob<ann@a.example>", "ann@a.example"],
    ["TO:<@relay.example:bob@b.example>", "bob@b.example"],
    ["TO:<@one.example,@two.example:bob@b.example>", "bob@b.example"],
    ["TO:@relay.example:bob@b.example", "bob@b.example"],
    ["TO:<@relay.example>", ""],
    ["TO:<@:@b.example>", "@b.example"],
    ['TO:<"bob smith"@b.example>', "bob smith@b.example"],
    ['TO:<"bob>smith"@b.example>', "bob>smith@b.example"],
    ['TO:<"a\\"b"@b.example>', 'a"b@b.example'],
    ["TO:<bob\\@c@b.example>", "bob@c@b.example"],
    ["TO:<bob\\>@b.example>", "bob>@b.example"],
    ["TO:<bob\\", "bob"],
    ['TO:<"unended>', "unended>"],
    ['TO:"a b" c', "a b"],
    ["TO:<bob@[127.0.0.1]>", "bob@mail.example.com"],
    ["TO:<bob@[192.0.2.1]>", "bob@mail.example.com"],
    ["TO:<a@b@[127.0.0.1]>", "a@b@mail.example.com"],
    ["TO:<bob@[383.256.0.257]>", "bob@mail.example.com"],
    ["TO:<bob@[127.0.0.2]>", "bob@[127.0.0.2]"],
    ["TO:<bob@[127.0.0.1]x>", "bob@[127.0.0.1]x"],
    ["TO:<bob@[127.0.0.1>", "bob@[127.0.0.1"],
    ["TO:<[127.0.0.1]>", "[127.0.0.1]"],
    [`TO:<${"a".repeat(899)}>`, "a".repeat(899)],
  ])("takes %j as %j", (argument, address) => {
    expect(addrparse(argument, local, null)).toBe(address);
    expect(addrparse(argument, local, [])).toBe(address);
  });

  test.each([`TO:<${"a".repeat(900)}>`, `TO:<${"a".repeat(884)}@[127.0.0.1]>`])(
    "finds %j too long",
    (argument) => {
      expect(addrparse(argument, local, null)).toBeNull();
    },
  );

  test("counts a literal by the name that it becomes", () => {
    const short: LocalIpHost = { ...local, name: "x" };
    expect(addrparse(`<${"a".repeat(897)}@[127.0.0.1]>`, short, null)).toBe(`${"a".repeat(897)}@x`);
  });

  test("leaves literals alone where nothing stands for them", () => {
    expect(addrparse("TO:<bob@[127.0.0.1]>", null, null)).toBe("bob@[127.0.0.1]");
  });

  test("tells its steps", () => {
    const steps: AddressStep[] = [];
    addrparse('TO:<@relay.example:"bob"@[127.0.0.1]>', local, steps);
    expect(steps).toEqual([
      { step: "bracket", rest: '@relay.example:"bob"@[127.0.0.1]>' },
      { step: "source-route", rest: '"bob"@[127.0.0.1]>' },
      { step: "unquote", rest: "bob@[127.0.0.1]" },
      { step: "local-ip", rest: "bob@mail.example.com" },
    ]);
  });

  test("takes any bytes, within its limit", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        const address = addrparse(byteString(bytes), local, null);
        if (address !== null) expect(address.length).toBeLessThan(900);
      }),
    );
  });
});

describe("ip_scanbracket", () => {
  test.each<[text: ByteString, ip: string]>([
    ["[127.0.0.1]", "127.0.0.1"],
    ["[0127.00.0.1]", "127.0.0.1"],
    ["[256.511.512.4294967297]", "0.255.0.1"],
  ])("reads %j as %s", (text, ip) => {
    expect(ip_scanbracket(text)).toBe(ip);
  });

  test.each([
    "",
    "[",
    "[]",
    "[1.2.3]",
    "[1.2.3.4",
    "[1.2.3.4]\n",
    "[1.2.3.4]x",
    "[1.2.3.]",
    "[.2.3.4]",
    "[-1.2.3.4]",
  ])("doesn't read %j", (text) => {
    expect(ip_scanbracket(text)).toBeNull();
  });
});
