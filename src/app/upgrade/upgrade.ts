/** When a heavy widget is fetched: in idle time, when the person first turns to its place, or never. */
export type Upgrade = "idle" | "focus" | "never";

/** Calls `action` once, when `wanted` says; gives what calls it off. `element` is where the widget goes. */
export function whenWanted(wanted: Upgrade | "now", element: HTMLElement, action: () => void): () => void {
  switch (wanted) {
    case "now":
      action();
      return () => {};
    case "idle":
      return whenIdle(action);
    case "focus":
      return whenTouched(element, action);
    case "never":
      return () => {};
  }
}

/** Calls `action` once, when the browser has nothing better to do; gives what calls it off. */
function whenIdle(action: () => void): () => void {
  if (typeof requestIdleCallback !== "function") {
    const timer = setTimeout(action, IDLE_TIMEOUT_MS);
    return () => clearTimeout(timer);
  }
  const request = requestIdleCallback(action, { timeout: IDLE_TIMEOUT_MS });
  return () => cancelIdleCallback(request);
}

/** Calls `action` once, when the person first turns to `element`: focus, pointer press. Gives what calls it off. */
function whenTouched(element: HTMLElement, action: () => void): () => void {
  const ending = new AbortController();
  const once = () => {
    ending.abort();
    action();
  };
  for (const event of ["focusin", "pointerdown"])
    element.addEventListener(event, once, { signal: ending.signal });
  return () => ending.abort();
}

const IDLE_TIMEOUT_MS = 3000;
