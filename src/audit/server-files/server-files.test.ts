import { describe, expect, it } from "vitest";
import { decodeText, encodeText } from "../../engine/bytes/index.ts";
import { findings } from "../findings/index.ts";
import { environmentFoldersAsked } from "../run.ts";
import { summary } from "../summary.ts";
import type { ServerPart } from "./recognize.ts";
import type { ServerFile, ServerFiles } from "./given-files.ts";
import { applyFix } from "../findings/index.ts";
import { changeServerFiles, configurationOf } from "./server-files.ts";

function file(part: ServerPart, text: string): ServerFile {
  const path = part === "rules" ? "tcp.smtp" : `control/${part}`;
  return { part, path, given: path, bytes: encodeText(text), modifiedAt: null };
}

function given(...files: readonly ServerFile[]): ServerFiles {
  return { files, isControlWhole: false, others: [] };
}

describe("files that were given one by one", () => {
  it("say nothing of control/ before there is rcpthosts", () => {
    const { configuration, assumptions } = configurationOf(
      given(file("rules", ":allow\n"), file("me", "a.example\n")),
    );
    expect(configuration.control).toBeNull();
    expect(assumptions).toHaveLength(1);
    expect(summary(configuration).verdict).toBe("closed");
  });

  it("are completed with what can be taken for granted, of which nothing is found", () => {
    const { configuration, assumptions } = configurationOf(
      given(file("rules", ":allow\n"), file("rcpthosts", "a.example\n")),
    );
    expect(assumptions).toHaveLength(2);
    expect(summary(configuration).verdict).toBe("closed");
    expect(findings(configuration).map(({ id }) => id)).toEqual([]);
  });

  it("are an open relay once they are all of control/ and rcpthosts isn't among them", () => {
    const files = { ...given(file("rules", ":allow\n"), file("me", "a.example\n")), isControlWhole: true };
    expect(summary(configurationOf(files).configuration).verdict).toBe("open");
  });
});

it("gives the files after a fix, and no other ones", () => {
  const before = given(file("rules", ':allow,RELAYCLIENT=""\n'), file("rcpthosts", "a.example\n"));
  const fix = findings(configurationOf(before).configuration)[0]?.fix ?? null;
  const after =
    fix === null ? null : changeServerFiles(before, (configuration) => applyFix(configuration, fix));
  expect(after?.files.map(({ part, bytes }) => [part, decodeText(bytes)])).toEqual([
    ["rules", ":allow\n"],
    ["rcpthosts", "a.example\n"],
  ]);
  expect(after?.files[1]).toBe(before.files[1]);
});

it("counts what envdir sets by the files of its folder", () => {
  const run = file("run", "#!/bin/sh\nexec envdir ./env tcpserver -x /etc/tcp.smtp.cdb 0 smtp qmail-smtpd\n");
  const rules = file("rules", ":allow\n");
  const variable = { ...file("envdir:env/RELAYCLIENT", "\n"), path: "env/RELAYCLIENT" };
  const before = configurationOf(given({ ...run, path: "run" }, rules)).configuration;
  expect(environmentFoldersAsked(before)).toEqual(["env"]);
  expect(summary(before).sentences).toContain(
    "The folder ./env wasn't given, so it isn't known whether envdir sets or unsets RELAYCLIENT there.",
  );
  const { configuration } = configurationOf(given({ ...run, path: "run" }, rules, variable));
  expect(summary(configuration).verdict).toBe("open");
  const missing = new Map([["env", { kind: "missing" } as const]]);
  expect(summary({ ...configuration, environmentFolders: missing }).verdict).toBe("no mail");
});
