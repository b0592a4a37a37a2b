import { describe, expect, it } from "vitest";
import { keyOfKeystroke } from "./line-keys.ts";

function pressed(keys: string, { hasSelection } = { hasSelection: false }): string | null {
  const parts = keys.split("+");
  const key = parts.at(-1) ?? "";
  const [ctrlKey, altKey, metaKey, shiftKey] = [
    parts.includes("Ctrl"),
    parts.includes("Alt"),
    parts.includes("Meta"),
    parts.includes("Shift"),
  ];
  const found = keyOfKeystroke({ key, ctrlKey, altKey, metaKey, shiftKey }, { hasSelection });
  return found === null ? null : found.kind === "edit" ? found.command : found.kind;
}

describe("keyOfKeystroke", () => {
  it.each([
    ["ArrowUp", "older"],
    ["ArrowDown", "newer"],
    ["Enter", "enter"],
    ["Tab", "complete"],
    ["Ctrl+u", "kill-to-start"],
    ["Ctrl+U", "kill-to-start"],
    ["Ctrl+w", "kill-blank-word"],
    ["Ctrl+d", "end-input"],
    ["Ctrl+c", "interrupt"],
    ["Ctrl+l", "clear"],
  ])("takes %s for %s", (keys, expected) => {
    expect(pressed(keys)).toBe(expected);
  });

  it.each([
    "a",
    "ArrowLeft",
    "Home",
    "Shift+Tab",
    "Ctrl+v",
    "Ctrl+Shift+c",
    "Meta+a",
    "Alt+b",
    "Ctrl+ArrowLeft",
    "Ctrl+1",
  ])("leaves %s to the browser", (keys) => {
    expect(pressed(keys)).toBeNull();
  });

  it("lets Ctrl-C copy what is selected", () => {
    expect(pressed("Ctrl+c", { hasSelection: true })).toBeNull();
  });
});
