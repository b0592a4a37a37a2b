// Bundles src/cli/lab.ts into build/lab.js. It's built aside and moved into place, so that a `lab` that is just
// starting never sees half a file, even when several build at once.
import { chmodSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const aside = join(root, "build", `lab-${String(process.pid)}`);

mkdirSync(aside, { recursive: true });
try {
  await build({ root, configFile: join(root, "vite.lab.config.ts"), build: { outDir: aside } });
  const bundle = join(aside, "lab.js");
  chmodSync(bundle, 0o755);
  renameSync(bundle, join(root, "build", "lab.js"));
} finally {
  rmSync(aside, { recursive: true, force: true });
}
