import { afterEach, describe, expect, it, vi } from "vitest";
import { keepView, readKeptView, type KeptView } from "./kept-view.ts";

const nothing: KeptView = { console: "", isTyping: false, file: "", pane: "", closed: [] };

const view: KeptView = {
  console: "ann",
  isTyping: true,
  file: "mail:/etc/tcp.smtp",
  pane: "Console",
  closed: ["mail:/root/a b", "ann:/x"],
};

function storage(items: Map<string, string>): Pick<Storage, "getItem" | "setItem"> {
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
  };
}

afterEach(() => vi.unstubAllGlobals());

describe("what is kept of a view", () => {
  it("comes back for its lesson, and for no other", () => {
    vi.stubGlobal("sessionStorage", storage(new Map()));
    expect(readKeptView("one")).toEqual(nothing);
    keepView("one", view);
    expect(readKeptView("one")).toEqual(view);
    expect(readKeptView("other")).toEqual(nothing);
  });

  it("is nothing where the browser refuses to keep anything", () => {
    vi.stubGlobal("sessionStorage", {
      getItem: () => {
        throw new Error("blocked");
      },
      setItem: () => {
        throw new Error("blocked");
      },
    });
    keepView("one", view);
    expect(readKeptView("one")).toEqual(nothing);
  });

  it("may be anything that somebody has put there", () => {
    vi.stubGlobal("sessionStorage", storage(new Map([["relay-lab-view:one", "x\n\n\n\ny z"]])));
    expect(readKeptView("one")).toEqual({ ...nothing, console: "x", closed: ["y z"] });
  });
});
