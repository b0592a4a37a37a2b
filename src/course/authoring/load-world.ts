import { worldFileSchema, type WorldFile } from "../../world/index.ts";
import { loadYaml, type Loaded, type Located, type Source } from "./yaml-source.ts";

/** Reads a world file. */
export function loadWorld(source: Source): Loaded<Located<WorldFile>> {
  const loaded = loadYaml(source, worldFileSchema);
  if (loaded.kind === "failed") return loaded;
  const { content, file, lineOf } = loaded.value;
  if (content.hosts[content.server] !== undefined) return loaded;
  const message = `server: no host of the world is called ${content.server}`;
  return { kind: "failed", troubles: [{ file, line: lineOf(["server"]), message }] };
}
