import { expect, it } from "vitest";
import { workerFailure } from "./worker-failure.ts";

it("fails once the worker does, whether it says why or not", async () => {
  for (const [message, told] of [
    ["", "its worker can't be fetched"],
    ["no memory", "no memory"],
  ] as const) {
    const worker = new EventTarget();
    const failure = workerFailure(worker as Worker);
    worker.dispatchEvent(Object.assign(new Event("error"), { message }));
    await expect(failure).rejects.toThrow(told);
  }
});
