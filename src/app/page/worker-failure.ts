/** Fails once a worker has failed: one whose script can't be had never answers. Never comes true. */
export function workerFailure(worker: Worker): Promise<never> {
  const failure = new Promise<never>((_, reject) => {
    worker.addEventListener("error", ({ message }) => {
      reject(new Error(message === "" ? "its worker can't be fetched" : message));
    });
  });
  // Whoever asks learns of it; a worker that nobody asks may fail unheard.
  failure.catch(() => undefined);
  return failure;
}
