import { Serwist, type PrecacheEntry } from "serwist";

declare const self: {
  /** Every file of the built site, relative to this one, with its hash. Put in by the build. */
  readonly __SW_MANIFEST: readonly (PrecacheEntry | string)[];
};

// A newer version waits until a page asks for it: an open page goes on with the files that it was made with.
new Serwist({
  precacheEntries: [...self.__SW_MANIFEST],
  precacheOptions: {
    cleanupOutdatedCaches: true,
    // What is behind ? and # is for the page to read.
    ignoreURLParametersMatching: [/./],
  },
  clientsClaim: true,
  skipWaiting: false,
}).addEventListeners();
