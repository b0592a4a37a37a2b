/** Stands for Node's zlib in a page: see vite.config.ts. */
export const constants = {};

export function gzipSync(): never {
  throw new Error("gzip isn't here");
}

export function gunzipSync(): never {
  throw new Error("gunzip isn't here");
}
