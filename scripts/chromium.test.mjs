import { describe, expect, it } from "vitest";
import { choose } from "./chromium.mjs";

/** @type {import("./chromium.mjs").Facts} */
const bare = { named: null, onPath: [], downloaded: null, canApt: false, tried: [] };
const named = { variable: "CHROMIUM_PATH", path: "/opt/c", exists: true };

describe("choose", () => {
  it.each([
    [
      "what the environment names comes first",
      { named, onPath: ["/usr/bin/chromium"], downloaded: "/c/chrome" },
    ],
    ["the environment alone is enough", { named }],
  ])("%s", (_fact, facts) => {
    expect(choose({ ...bare, ...facts })).toEqual({ kind: "use", path: "/opt/c" });
  });

  it("says so when the environment names a file that isn't there, even if another Chromium is", () => {
    const facts = { ...bare, named: { ...named, exists: false }, onPath: ["/usr/bin/chromium"] };
    expect(choose(facts)).toEqual({
      kind: "give up",
      advice: "CHROMIUM_PATH names /opt/c, which isn't there.",
    });
  });

  it("prefers the system's first Chromium to Playwright's own", () => {
    const facts = {
      ...bare,
      onPath: ["/usr/bin/chromium", "/usr/bin/google-chrome"],
      downloaded: "/c/chrome",
    };
    expect(choose(facts)).toEqual({ kind: "use", path: "/usr/bin/chromium" });
  });

  it("uses Playwright's own where the system has none", () => {
    expect(choose({ ...bare, downloaded: "/c/chrome" })).toEqual({ kind: "use", path: "/c/chrome" });
  });

  it("installs by Playwright first, then by apt where it can, and then gives up", () => {
    expect(choose({ ...bare, canApt: true })).toEqual({ kind: "install", means: "playwright" });
    expect(choose({ ...bare, canApt: true, tried: ["playwright"] })).toEqual({
      kind: "install",
      means: "apt",
    });
    expect(choose({ ...bare, canApt: true, tried: ["playwright", "apt"] }).kind).toBe("give up");
  });

  it("doesn't try apt without root or off Debian", () => {
    expect(choose({ ...bare, tried: ["playwright"] })).toEqual({
      kind: "give up",
      advice:
        "No Chromium was found and none could be installed (tried: playwright). Install one and put it on PATH, or name it in CHROMIUM_PATH or PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH.",
    });
  });
});
