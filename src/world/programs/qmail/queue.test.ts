import { describe, expect, it } from "vitest";
import { createFileSystem, makeFolders } from "../../files/index.ts";
import { limits } from "../../limits.ts";
import { freeNumber, inQueue, paths, put, remove, type Disk } from "./queue.ts";

/** An empty queue, and how often it has been asked whether a file is there. */
function emptyQueue(): { readonly disk: Disk; readonly looked: { times: number } } {
  const files = createFileSystem(0);
  for (const folder of ["todo", "intd"]) makeFolders(files, inQueue(folder), 0);
  for (let part = 0; part < 23; part++) makeFolders(files, inQueue(`mess/${part}`), 0);
  const looked = { times: 0 };
  const counting = (path: string): object | null => {
    looked.times++;
    return files.entryOf(path);
  };
  return {
    disk: { files: { ...files, entryOf: counting }, now: () => 0, weigh: () => false },
    looked,
  };
}

function add(disk: Disk): number | null {
  const id = freeNumber(disk);
  if (id !== null) put(disk, paths.mess(id), { bytes: new Uint8Array(), owner: "qmailq" });
  return id;
}

describe("the number of a message", () => {
  it("is the lowest that's free, in a queue that has few", () => {
    const { disk } = emptyQueue();
    expect([add(disk), add(disk), add(disk)]).toEqual([93, 94, 95]);
    remove(disk, paths.mess(94));
    expect(add(disk)).toBe(94);
  });

  it("is nobody else's in one that's full, and is found without a look at all the others", () => {
    const { disk, looked } = emptyQueue();
    const numbers = new Set<number | null>();
    for (let count = 0; count < limits.queueMessagesMax; count++) {
      looked.times = 0;
      numbers.add(add(disk));
      expect(looked.times).toBeLessThan(400);
    }
    expect(numbers.size).toBe(limits.queueMessagesMax);
    expect(numbers.has(null)).toBe(false);
    expect(add(disk)).toBeNull();
  });
});
