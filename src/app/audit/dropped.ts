import type { GivenFile } from "./given.ts";
import { limits } from "./limits.ts";

/** All files of what was dropped, those in folders included. To be called while the drop is handled: its list is gone later. */
export async function droppedFiles(transfer: DataTransfer): Promise<readonly GivenFile[]> {
  const entries = [...transfer.items].flatMap((item) =>
    item.kind === "file" ? [item.webkitGetAsEntry() ?? item.getAsFile()] : [],
  );
  const found: GivenFile[] = [];
  for (const entry of entries) {
    if (entry instanceof File) found.push(givenFile(entry, entry.name));
    else if (entry !== null) await collect(entry, found);
  }
  return found;
}

/** Files that were chosen, one by one or as a folder. */
export function chosenFiles(list: FileList): readonly GivenFile[] {
  return [...list].map((file) =>
    givenFile(file, file.webkitRelativePath === "" ? file.name : file.webkitRelativePath),
  );
}

function givenFile(file: File, path: string): GivenFile {
  return { path, file, modifiedAt: Math.floor(file.lastModified / 1000) };
}

async function collect(entry: FileSystemEntry, found: GivenFile[]): Promise<void> {
  if (found.length >= limits.namesMax) return;
  const path = entry.fullPath.replace(/^\/+/, "");
  if (isFile(entry)) {
    const file = await new Promise<File | null>((resolve) => {
      entry.file(resolve, () => {
        resolve(null);
      });
    });

    found.push(file === null ? { path, file, modifiedAt: null } : givenFile(file, path));
  } else if (isFolder(entry)) {
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise<readonly FileSystemEntry[]>((resolve) => {
        reader.readEntries(resolve, () => {
          resolve([]);
        });
      });
      if (some.length === 0) return;
      for (const one of some) await collect(one, found);
    }
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
