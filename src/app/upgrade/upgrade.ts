/** Calls `action` once, when the browser has nothing better to do; gives what calls it off. */
export function whenIdle(action: () => void): () => void {
  if (typeof requestIdleCallback !== "function") {
    const timer = setTimeout(action, IDLE_TIMEOUT_MS);
    return () => clearTimeout(timer);
  }
  const request = requestIdleCallback(action, { timeout: IDLE_TIMEOUT_MS });
  return () => cancelIdleCallback(request);
}

/** Calls `action` once, when the person first turns to `element`: focus, pointer press. Gives what calls it off. */
export function whenTouched(element: HTMLElement, action: () => void): () => void {
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
