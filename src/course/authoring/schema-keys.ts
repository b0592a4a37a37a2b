import type { GenericSchema } from "valibot";

/** The keys that a schema has for what these keys lead to; null if that's no map with fixed keys. */
export function keysExpected(schema: GenericSchema, keys: readonly PropertyKey[]): readonly string[] | null {
  const [key, ...rest] = keys;
  for (const one of alternatives(schema)) {
    if (key === undefined) {
      if (hasEntries(one)) return Object.keys(one.entries);
      continue;
    }
    const below = partOf(one, key);
    const found = below === null ? null : keysExpected(below, rest);
    if (found !== null) return found;
  }
  return null;
}

/** A schema, or those that it chooses from. */
function alternatives(schema: GenericSchema): readonly GenericSchema[] {
  if ("wrapped" in schema && isSchema(schema.wrapped)) return alternatives(schema.wrapped);
  if ("options" in schema && Array.isArray(schema.options))
    return schema.options.filter(isSchema).flatMap(alternatives);
  return [schema];
}

function partOf(schema: GenericSchema, key: PropertyKey): GenericSchema | null {
  if (hasEntries(schema)) {
    const part = schema.entries[String(key)];
    return isSchema(part) ? part : null;
  }
  if ("item" in schema && isSchema(schema.item)) return schema.item;
  return "value" in schema && isSchema(schema.value) ? schema.value : null;
}

function hasEntries(
  schema: GenericSchema,
): schema is GenericSchema & { readonly entries: Readonly<Record<string, unknown>> } {
  return "entries" in schema && typeof schema.entries === "object" && schema.entries !== null;
}

function isSchema(value: unknown): value is GenericSchema {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "schema";
}
