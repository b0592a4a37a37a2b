import { gzipSync, strToU8, zipSync } from "fflate";
import { packTar } from "modern-tar";
import { describe, expect, it } from "vitest";
import { decodeText } from "../../engine/bytes/index.ts";
import type { GivenFile } from "./given.ts";
import { readGiven } from "./read-given.ts";

const FILES = { "mail/etc/tcp.smtp": ":allow\n", "mail/var/qmail/control/rcpthosts": "a.example\n" };

function given(path: string, bytes: Uint8Array): GivenFile {
  return { path, file: new Blob([new Uint8Array(bytes)]), modifiedAt: null };
}

function tar(files: Readonly<Record<string, string>> = FILES): Promise<Uint8Array> {
  return packTar(
    Object.entries(files).map(([name, body]) => ({ header: { name, size: strToU8(body).length }, body })),
  );
}

function zip(): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(FILES).map(([name, text]) => [name, strToU8(text)])));
}

async function texts(...files: readonly GivenFile[]): Promise<Readonly<Record<string, string>>> {
  const { files: read, troubles } = await readGiven(files);
  expect(troubles).toEqual([]);
  return Object.fromEntries(read.map(({ path, bytes }) => [path, decodeText(bytes)]));
}

async function troubles(...files: readonly GivenFile[]): Promise<readonly string[]> {
  const read = await readGiven(files);
  expect(read.files).toEqual([]);
  return read.troubles;
}

const EXPECTED = { "/etc/tcp.smtp": ":allow\n", "/var/qmail/control/rcpthosts": "a.example\n" };

describe("an archive", () => {
  it("is read as tar, as gzipped tar and as zip, whatever it's called", async () => {
    expect(await texts(given("backup", await tar()))).toEqual(EXPECTED);
    expect(await texts(given("mail.tgz", gzipSync(await tar())))).toEqual(EXPECTED);
    expect(await texts(given("mail.zip", zip()))).toEqual(EXPECTED);
  });

  it("is told of by its name where it's damaged or ends too early", async () => {
    const whole = await tar();
    expect(await troubles(given("a.tar", whole.slice(0, 700)))).toEqual([
      "a.tar: is a damaged tar archive, or one that ends too early",
    ]);
    const spoilt = whole.slice();
    spoilt[20] = 1;
    expect(await troubles(given("b.tar", spoilt))).toHaveLength(1);
    const packed = gzipSync(whole);
    expect((await troubles(given("c.tgz", packed.slice(0, packed.length / 2))))[0]).toMatch(
      /^c\.tgz: is a damaged/,
    );
    expect(await troubles(given("d.zip", zip().slice(0, 100)))).toEqual(["d.zip: is a damaged zip"]);
  });

  it("with a password is told of as such", async () => {
    const locked = zip();
    const view = new DataView(locked.buffer);
    for (let at = 0; at + 4 <= locked.length; at++) {
      const signature = view.getUint32(at, true);
      if (signature === 0x02014b50) view.setUint16(at + 8, view.getUint16(at + 8, true) | 1, true);
      if (signature === 0x04034b50) view.setUint16(at + 6, view.getUint16(at + 6, true) | 1, true);
    }
    expect(await troubles(given("e.zip", locked))).toEqual([
      "e.zip: is a zip with a password, which can't be opened here",
    ]);
  });

  it("may hold names that lead out of it, which are left alone", async () => {
    const read = await readGiven([
      given("f.tar", await tar({ "../tcp.smtp": ":deny\n", "tcp.smtp": ":allow\n" })),
    ]);
    expect(read.files.map(({ given: name }) => name)).toEqual(["tcp.smtp"]);
    expect(read.leftOver).toEqual([{ given: "../tcp.smtp", why: "leads out" }]);
  });

  it("holds links that can't be followed, which are told of", async () => {
    const linked = await packTar([
      { header: { name: "run", size: 0, type: "symlink", linkname: "/service/x/run" } },
      { header: { name: "tcp.smtp", size: 7 }, body: ":allow\n" },
    ]);
    const read = await readGiven([given("g.tar", linked)]);
    expect(read.files.map(({ part }) => part)).toEqual(["rules"]);
    expect(read.troubles).toEqual(["run in g.tar: is a link to /service/x/run; give that file as well"]);
  });
});

it("tells of a file that the browser doesn't hand out", async () => {
  expect(await troubles({ path: "tcp.smtp", file: null, modifiedAt: null })).toEqual([
    "tcp.smtp: can't be read",
  ]);
});

it("keeps bytes that are no text", async () => {
  const bytes = Uint8Array.of(0xff, 0, 13, 10);
  const { files } = await readGiven([given("rcpthosts", bytes)]);
  expect(files[0]?.bytes).toEqual(bytes);
});
