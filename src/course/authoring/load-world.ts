import { worldFileSchema, worldTroubles, type WorldFile } from "../../world/index.ts";
import { loadYaml, type Loaded, type Located, type Source } from "./yaml-source.ts";

/** Reads a world file. */
export function loadWorld(source: Source): Loaded<Located<WorldFile>> {
  const loaded = loadYaml(source, worldFileSchema);
  if (loaded.kind === "failed") return loaded;
  const { content, file, lineOf } = loaded.value;
  const troubles = worldTroubles(content).map(({ keys, message }) => ({
    file,
    line: lineOf(keys),
    message: `${keys.join(".")}: ${message}`,
  }));
  return troubles.length === 0 ? loaded : { kind: "failed", troubles };
}
