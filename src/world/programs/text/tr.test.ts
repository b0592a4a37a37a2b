import { describe, expect, it } from "vitest";
import { output, smallWorld } from "../../world.test-kit.ts";

describe("tr", () => {
  it.each<readonly [line: string, printed: readonly string[]]>([
    ["printf 'a\\r\\nb\\r\\n' | tr -d '\\r'", ["a", "b"]],
    ["printf 'Shop.EXAMPLE\\n' | tr A-Z a-z", ["shop.example"]],
    ["printf 'Shop.EXAMPLE\\n' | tr '[:upper:]' '[:lower:]'", ["shop.example"]],
    ["printf 'a b  c\\n' | tr ' ' '\\n'", ["a", "b", "", "c"]],
    ["printf 'a   b\\n' | tr -s ' '", ["a b"]],
    ["printf 'a,b;c\\n' | tr ',;' ':'", ["a:b:c"]],
    ["printf 'a1b2\\n' | tr -cd '0-9\\n'", ["12"]],
    ["printf 'x\\n' | tr '\\170' y", ["y"]],
    ["printf 'x\\n' | tr z-a b; echo $?", ["tr: the set 'z-a' can't be understood", "1"]],
    ["printf 'x\\n' | tr a; echo $?", ["tr: wrong number of sets", "1"]],
    ["printf 'x\\n' | tr -q a b; echo $?", ["tr: invalid option -- 'q'", "1"]],
  ])("%s", (line, printed) => {
    expect(output(smallWorld(), line)).toEqual(printed);
  });
});

it("dos2unix takes carriage returns out of a file", () => {
  const world = smallWorld({ mail: { "/etc/list": "a.example\r\nb.example\r\n" } });
  expect(output(world, "dos2unix /etc/list; grep -c example /etc/list; tr -cd '\\r' < /etc/list")).toEqual([
    "dos2unix: converting file /etc/list to Unix format...",
    "2",
  ]);
  expect(output(world, "dos2unix /etc/none")).toEqual(["dos2unix: /etc/none: No such file or directory"]);
});
