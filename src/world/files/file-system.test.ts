import { beforeEach, describe, expect, it } from "vitest";
import { byteString, bytesOf } from "../../engine/bytes/index.ts";
import { limits } from "../limits.ts";
import {
  createFileSystem,
  listFolder,
  makeFolders,
  readFile,
  removeFile,
  renameFile,
  writeFile,
  type FileSystem,
} from "./file-system.ts";

let files: FileSystem;
beforeEach(() => {
  files = createFileSystem(100);
  makeFolders(files, "/a/b", 100);
});

const write = (path: string, text: string, now = 200) =>
  writeFile(files, path, { bytes: bytesOf(text), now });
const text = (path: string) => {
  const node = readFile(files, path);
  return typeof node === "string" ? node : byteString(node.bytes);
};

describe("writing", () => {
  it("makes a file that root owns and everybody reads", () => {
    expect(write("/a/x", "hi")).toBeNull();
    expect(readFile(files, "/a/x")).toEqual({
      kind: "file",
      group: "root",
      bytes: bytesOf("hi"),
      owner: "root",
      mode: 0o644,
      modifiedAt: 200,
      changedAt: 200,
      origin: null,
      program: null,
    });
  });

  it("keeps the owner and mode of a file that was there, and forgets what it was compiled from", () => {
    const origin = { file: "/a/text", lineOf: () => 1 };
    writeFile(files, "/a/x", {
      bytes: bytesOf("1"),
      now: 1,
      owner: { owner: "ann", group: "ann" },
      mode: 0o755,
      origin,
      program: "cat",
    });
    write("/a/x", "2");
    expect(readFile(files, "/a/x")).toMatchObject({ owner: "ann", mode: 0o755, origin: null, program: null });
  });

  it("refuses a folder, a missing folder and a file as a folder", () => {
    write("/a/x", "");
    expect(["/a", "/", "/no/x", "/no/no/x", "/a/x/y", "/a/x/y/z"].map((path) => write(path, "1"))).toEqual([
      "EISDIR",
      "EISDIR",
      "ENOENT",
      "ENOENT",
      "ENOTDIR",
      "ENOTDIR",
    ]);
  });

  it("refuses a file that is too big, and leaves the one that was there", () => {
    write("/a/x", "small");
    const bytes = new Uint8Array(limits.fileBytesMax + 1);
    expect(writeFile(files, "/a/x", { bytes, now: 1 })).toBe("ENOSPC");
    expect(text("/a/x")).toBe("small");
  });

  it("counts what is on the disk, so that there's room again after a removal", () => {
    const bytes = new Uint8Array(limits.fileBytesMax);
    const names = Array.from(
      { length: limits.diskBytesMax / limits.fileBytesMax },
      (_, index) => `/a/${index}`,
    );
    const fill = (path: string) => writeFile(files, path, { bytes, now: 1 });
    expect(names.map(fill)).toEqual(names.map(() => null));
    expect(write("/a/more", "1")).toBe("ENOSPC");
    expect(fill("/a/0")).toBeNull();
    expect(removeFile(files, "/a/0")).toBeNull();
    expect(write("/a/more", "1")).toBeNull();
    expect(files.bytesTotal).toBe(limits.diskBytesMax - limits.fileBytesMax + 1);
  });

  it("makes no more files than there may be", () => {
    while (files.nodes.size < limits.filesMax) write(`/a/${files.nodes.size}`, "");
    expect([write("/a/more", ""), makeFolders(files, "/new", 1), write("/a/3", "again")]).toEqual([
      "ENOSPC",
      "ENOSPC",
      null,
    ]);
  });
});

describe("renaming", () => {
  it("moves a file over another, with all that it is", () => {
    write("/a/x", "new", 200);
    write("/a/b/y", "old!!", 300);
    expect(renameFile(files, "/a/x", "/a/b/y")).toBeNull();
    expect([text("/a/x"), text("/a/b/y"), files.bytesTotal]).toEqual(["ENOENT", "new", 3]);
    expect(readFile(files, "/a/b/y")).toMatchObject({ modifiedAt: 200 });
  });

  it("leaves a file that is renamed to itself", () => {
    write("/a/x", "1");
    expect([renameFile(files, "/a/x", "/a/x"), text("/a/x")]).toEqual([null, "1"]);
  });

  it("refuses what isn't there, folders, and missing folders", () => {
    write("/a/x", "1");
    expect([
      renameFile(files, "/a/no", "/a/y"),
      renameFile(files, "/a/b", "/a/y"),
      renameFile(files, "/a/x", "/a/b"),
      renameFile(files, "/a/x", "/no/y"),
      text("/a/x"),
    ]).toEqual(["ENOENT", "EISDIR", "EISDIR", "ENOENT", "1"]);
  });
});

it("takes away files only", () => {
  write("/a/x", "123");
  expect([removeFile(files, "/a/x"), removeFile(files, "/a/x"), removeFile(files, "/a")]).toEqual([
    null,
    "ENOENT",
    "EISDIR",
  ]);
  expect(files.bytesTotal).toBe(0);
});

it("lists the names in a folder by byte, and none from the folders in it", () => {
  for (const path of ["/a/b/deep", "/a/Z", "/a/ä", "/a/a"]) write(path, "");
  expect([
    listFolder(files, "/a"),
    listFolder(files, "/"),
    listFolder(files, "/a/Z"),
    listFolder(files, "/no"),
  ]).toEqual([["Z", "a", "b", "ä"], ["a"], "ENOTDIR", "ENOENT"]);
});

it("makes no folder where a file is", () => {
  write("/a/x", "");
  expect([
    makeFolders(files, "/a/x/y", 1),
    makeFolders(files, "/a/x", 1),
    makeFolders(files, "/a/b", 1),
  ]).toEqual(["ENOTDIR", "ENOTDIR", null]);
});
