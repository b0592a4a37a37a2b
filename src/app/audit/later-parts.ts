/** Fetches what the page shows only once there's something to show; what fails is fetched again when it's needed. */
export function loadLaterParts(): void {
  const parts: readonly (() => Promise<unknown>)[] = [
    () => import("./Result.svelte"),
    () => import("../relay-map/RelayMap.svelte"),
    () => import("./FilesPanel.svelte"),
    () => import("./AskAnswer.svelte"),
    () => import("./to-sandbox.ts").then(({ prepareSandbox }) => prepareSandbox()),
    () => import("./example-server.ts"),
    () => import("./kept-files-schema.ts"),
  ];
  for (const part of parts)
    part().catch((error: unknown) => {
      console.warn("a part of the page could not be fetched yet", error);
    });
}
