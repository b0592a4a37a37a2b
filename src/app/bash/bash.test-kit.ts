import { createHistory, waitingBash, type Action, type History, type Start } from "../../world/index.ts";
import { BashAttendant } from "./bash-attendant.ts";

/** The beginning of a run in which bash can be typed, in a world with a mail server. */
export function startIn(world: Start["world"]): Start {
  return {
    world,
    files: {
      mail: { "/var/qmail/control/rcpthosts": "one.example\n.two.example\n", "/etc/tcp.smtp": ":allow\n" },
    },
    setup: [
      { shell: { host: "mail", line: "tcprules /etc/tcp.smtp.cdb /etc/tcp.smtp.tmp < /etc/tcp.smtp" } },
    ],
    opening: [],
  };
}

/** Somebody at the consoles of a run, whose bash is answered as on the page. */
export class Person {
  history: History;
  host = "mail";
  readonly #attendant = new BashAttendant({
    history: () => this.history,
    become: (run) => {
      this.history = run;
      this.#attendant.attend();
    },
  });

  readonly #screen: (world: History["world"], host: string) => readonly string[];

  /** `screen` tells what a host's console shows. */
  constructor(start: Start, screen: (world: History["world"], host: string) => readonly string[]) {
    this.history = createHistory(start);
    this.#screen = screen;
  }

  /** Does something, and doesn't wait for bash. */
  act(action: Action): void {
    this.history.act(action);
    this.#attendant.attend();
  }

  submit(line: string): void {
    const isAtPrompt = this.history.world.consoles.get(this.host)?.prompt !== null;
    const typed = { host: this.host, line };
    this.act(isAtPrompt ? { shell: typed } : { type: typed });
  }

  seek(index: number): void {
    this.history.seek(index);
    this.#attendant.attend();
  }

  /** Waits until no bash has anything to do. */
  async rest(): Promise<void> {
    const isBusy = (host: string): boolean => waitingBash(this.history.world, host) !== null;
    while (isBusy("mail") || isBusy("pc")) await new Promise((resolve) => setTimeout(resolve, 1));
  }

  /** Types lines, each when the one before is done; tells what the console shows of them. */
  async type(...lines: readonly string[]): Promise<readonly string[]> {
    const before = this.#screen(this.history.world, this.host).length;
    for (const line of lines) {
      this.submit(line);
      await this.rest();
    }
    return this.#screen(this.history.world, this.host).slice(before);
  }

  /** As {@link type}, without what was typed. */
  async output(...lines: readonly string[]): Promise<readonly string[]> {
    const shown = await this.type(...lines);
    return shown.filter((text) => !/^(?:bash-5\.1[#$]|\w+@mail:\S+|>) /.test(text));
  }

  leave(): void {
    this.#attendant.dispose();
  }
}
