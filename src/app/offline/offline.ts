import { Serwist } from "@serwist/window";
import { mount } from "svelte";
import UpdateNote from "./UpdateNote.svelte";

/**
 * Keeps the whole site in the browser, so that it works without a network from now on, and says when a newer version has
 * been fetched. Where a browser has no service workers, or doesn't allow one, the page goes on without.
 *
 * @param app has the site's front page, relative to this page, in its `data-home`
 */
export async function keepOffline({ dataset: { home = "./" } }: HTMLElement): Promise<void> {
  try {
    if (!("serviceWorker" in navigator)) return;
    const serwist = new Serwist(`${home}service-worker.js`, { scope: home });
    let isAskedFor = false;
    serwist.addEventListener("waiting", () => {
      showNote(() => {
        isAskedFor = true;
        serwist.messageSkipWaiting();
      });
    });
    let isControlled = navigator.serviceWorker.controller !== null;
    navigator.serviceWorker.addEventListener("controllerchange", () => {
      if (isAskedFor) location.reload();
      // Another tab has asked for it. What is typed here and not sent yet isn't thrown away.
      else if (isControlled) {
        showNote(() => {
          location.reload();
        });
      }
      // The first worker takes over a page that has the very files that it keeps.
      isControlled = true;
    });
    await serwist.register();
  } catch (error) {
    // Private windows and frames may forbid it; a server that stops in the middle is asked again next time.
    console.info("Relay Lab isn't kept for use without a network:", error);
  }
}

let isShown = false;

function showNote(onReload: () => void): void {
  if (isShown) return;
  isShown = true;
  mount(UpdateNote, { target: document.body, props: { onReload } });
}
