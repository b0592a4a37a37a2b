/** A map that is cheap to copy, however big it is: copies share all but what has changed of late. */
export interface LayeredMap<K, V> extends ReadonlyMap<K, V> {
  set(key: K, value: V): void;
  delete(key: K): void;
  copy(): LayeredMap<K, V>;
}

/** How big the layer of late changes may get before there's a new base, beside an eighth of that. */
const changesMax = 64;

export function layeredMap<K, V extends object>(
  content: ReadonlyMap<K, V> = new Map<K, V>(),
): LayeredMap<K, V> {
  return layers(content, new Map<K, V | null>(), content.size);
}

/** `base` is shared and never changes; in `changes`, null is for what isn't there any more. */
function layers<K, V extends object>(
  base: ReadonlyMap<K, V>,
  changes: Map<K, V | null>,
  size: number,
): LayeredMap<K, V> {
  const get = (key: K): V | undefined => {
    const changed = changes.get(key);
    return changed === undefined ? base.get(key) : (changed ?? undefined);
  };
  const merged = (): Map<K, V> => {
    const all = new Map(base);
    for (const [key, value] of changes) {
      if (value === null) all.delete(key);
      else all.set(key, value);
    }
    return all;
  };
  const change = (key: K, value: V | null): void => {
    changes.set(key, value);
    if (changes.size <= changesMax + base.size / 8) return;
    base = merged();
    changes = new Map();
  };
  return {
    get size() {
      return size;
    },
    get,
    has: (key) => get(key) !== undefined,
    set(key, value) {
      if (get(key) === undefined) size++;
      change(key, value);
    },
    delete(key) {
      if (get(key) === undefined) return;
      size--;
      change(key, null);
    },
    copy: () => layers(base, new Map(changes), size),
    keys: () => merged().keys(),
    values: () => merged().values(),
    entries: () => merged().entries(),
    [Symbol.iterator]: () => merged().entries(),
    forEach(call) {
      merged().forEach((value, key) => {
        call(value, key, this);
      });
    },
  };
}
