import type { ByteString } from "../../engine/bytes/index.ts";
import type { Door } from "../door.ts";
import type { Place, Unknown } from "./partly-known.ts";

/** A text of a script, and where it is. */
export interface PlacedText {
  /** Null: it isn't known; why not is among the unknowns. */
  readonly text: ByteString | null;
  /** As it's written in the script, quotes and all. */
  readonly written: string;
  readonly place: Place;
}

/** A variable that a server is started with. */
export interface StartVariable {
  readonly name: ByteString;
  /** Null: it isn't known. */
  readonly value: ByteString | null;
  readonly place: Place;
  /** `before`: tcpserver has it, and a rule may set it to something else. `behind`: the rules come first, and this counts. */
  readonly where: "before" | "behind";
}

/** A variable that is taken away behind tcpserver, whatever the rules have set it to. */
export interface TakenVariable {
  /** Null: all variables are. */
  readonly name: ByteString | null;
  readonly place: Place;
}

/** A program on the way to the server, by the last part of its name. */
export interface ChainStep {
  readonly name: ByteString;
  readonly place: Place;
}

/** A list that rblsmtpd asks. */
export interface ListAsked {
  /** `block` is `-r`, `allow` is `-a`. */
  readonly kind: "block" | "allow";
  /** The zone in DNS. */
  readonly zone: PlacedText;
  /** `-b`: whoever is listed is refused for good. */
  readonly refuses: "for now" | "for good";
  /** `-c`: whoever can't be looked up is refused for now. */
  readonly failsClosed: boolean;
}

/** How clients that know a password are let relay. */
export interface PasswordCheck {
  /** What stands behind qmail-smtpd. */
  readonly words: readonly PlacedText[];
  /** `unchecked`: the program that is to check passwords is `true`, which takes every one. */
  readonly kind: "checked" | "unchecked";
  readonly place: Place;
}

/** Something that counts and can't be known. */
export interface RunUnknown extends Unknown {
  /** What depends on it. */
  readonly about:
    "options" | "rules" | "host" | "environment" | "program" | "server" | "variable" | "list" | "script";
}

/** One way in which a script starts a server for SMTP. */
export interface ServerStart {
  /** Of the program that takes connections: `tcpserver`, or `tcp-env`. */
  readonly place: Place;
  /** Whether the shell becomes it, as it should; else svc and supervise talk to the shell. */
  readonly how: "exec" | "child" | "pipeline" | "background" | "inetd";
  readonly door: Door;
  readonly options: readonly PlacedOption[];
  /** The file of the last `-x`. */
  readonly rules: PlacedText | null;
  readonly host: PlacedText | null;
  readonly port: PlacedText | null;
  /** What is set for every client, and isn't taken away. */
  readonly environment: readonly StartVariable[];
  readonly taken: readonly TakenVariable[];
  /** What fails behind it at each connection; null: nothing does. */
  readonly failsBehind: StartFailure | null;
  /** What stands around tcpserver, itself, and what it hands clients on to, up to the server. */
  readonly chain: readonly ChainStep[];
  readonly lists: readonly ListAsked[];
  readonly passwords: PasswordCheck | null;
  /** Whether what it says on standard error goes where its standard output goes: `2>&1`. */
  readonly logsErrors: boolean;
  readonly unknowns: readonly RunUnknown[];
}

export interface PlacedOption extends PlacedText {
  readonly letter: string;
}

/** A program that ends without becoming the next one, so that there is no server. */
export interface StartFailure {
  /** `usage`: it says how it's used. Else the folder of envdir isn't there, or something in it can't be read. */
  readonly kind: "usage" | "folder missing" | "folder unreadable";
  readonly place: Place;
  readonly program: ByteString;
  /** Of `usage` the option that isn't known, and empty if arguments are missing; else the folder. */
  readonly problem: ByteString;
}
