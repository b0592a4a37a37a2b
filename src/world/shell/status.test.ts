import { describe, expect, it } from "vitest";
import { output, smallWorld } from "../world.test-kit.ts";

describe("the exit status of what a signal has ended is 128 and its number", () => {
  // POSIX.1-2017 XCU 2.8.2, with the signals' numbers of Linux.
  it.each([
    ["TERM", 143],
    ["KILL", 137],
    ["HUP", 129],
    ["INT", 130],
    ["ALRM", 142],
  ])("%s: %d", (signal, status) => {
    expect(output(smallWorld(), `sh -c 'kill -${signal} $$'; echo $?`)).toEqual([String(status)]);
  });

  it("also that of a program that crashes", () => {
    // tcprulescheck goes to the end of what it can't read, as the original does.
    expect(output(smallWorld(), "tcprulescheck /etc; echo $?")).toEqual(["139"]);
  });

  it("also that of a command in words, and that of a pipeline's last command", () => {
    const ended = "sh -c 'kill $$'";
    expect(
      output(smallWorld(), `echo $(${ended})$?; true | ${ended}; echo $?; ${ended} | true; echo $?`),
    ).toEqual(["143", "143", "0"]);
  });
});
