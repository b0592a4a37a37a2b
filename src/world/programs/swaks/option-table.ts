import type { ByteString } from "../../../engine/bytes/index.ts";

/** How an option takes an argument: never, if one follows that isn't an option, always, or if a number follows. */
export type Takes = "nothing" | "perhaps" | "always" | "a number";

export interface OptionRow {
  /** All of its names, the one that it's known by here first. */
  readonly names: readonly string[];
  readonly takes: Takes;
  /** Each use adds a value, where otherwise the last one counts. */
  readonly isList?: true;
  /** Needs a value, and asks for one behind this prompt where it's empty, until it matches; "": can't ask. */
  readonly prompt?: ByteString;
  readonly match?: RegExp;
  /** `@PATH` stands for what is in a file, "-" for standard input. */
  readonly isFromFile?: true;
  /** It's known, so that its name can be told from others, but it doesn't work in this world. */
  readonly isAbsent?: true;
}

const row = (names: string, takes: Takes, rest: Omit<OptionRow, "names" | "takes"> = {}): OptionRow => ({
  names: names.split(" "),
  takes,
  ...rest,
});

/** Every option. Source: swaks 20240103.0 get_option_struct. */
export const optionTable: readonly OptionRow[] = [
  row("from f", "perhaps", { prompt: "From: " }),
  row("to t", "perhaps", { prompt: "To: ", match: /./ }),
  row("cc", "perhaps", { prompt: "Cc: ", match: /./ }),
  row("bcc", "perhaps", { prompt: "Bcc: ", match: /./ }),
  row("helo ehlo lhlo h", "perhaps", { prompt: "Helo: " }),
  row("server s", "perhaps", { prompt: "Server: " }),
  row("4", "nothing"),
  row("copy-routing", "perhaps", { prompt: "" }),
  row("port p", "perhaps", { prompt: "Port: ", match: /^\w+$/ }),
  row("protocol", "always"),
  row("data d", "perhaps", { prompt: "Data: ", isFromFile: true }),
  row("timeout", "perhaps", { prompt: "Timeout: ", match: /^\d+[hHmMsS]?$/ }),
  row("quit-after quit q", "always"),
  row("drop-after drop da", "always"),
  row("suppress-data n", "nothing"),
  row("auth a", "perhaps"),
  row("auth-user au", "perhaps"),
  row("auth-password ap", "perhaps"),
  row("auth-hide-password ahp", "perhaps"),
  row("auth-plaintext apt", "nothing"),
  row("auth-optional ao", "perhaps"),
  row("auth-optional-strict aos", "perhaps"),
  row("local-interface li", "perhaps", { prompt: "Interface: " }),
  row("tls", "nothing"),
  row("tls-optional tlso", "nothing"),
  row("tls-optional-strict tlsos", "nothing"),
  row("silent S", "a number"),
  row("no-strip-from nsf", "nothing"),
  row("no-hints nth", "nothing"),
  row("no-send-hints nsh", "nothing"),
  row("no-receive-hints nrh", "nothing"),
  row("no-info-hints nih", "nothing"),
  row("hide-receive hr", "nothing"),
  row("hide-send hs", "nothing"),
  row("hide-informational hi", "nothing"),
  row("hide-all ha", "nothing"),
  row("show-time-lapse stl", "perhaps"),
  row("version", "nothing"),
  row("help", "nothing"),
  row("no-data-fixup ndf", "nothing"),
  row("show-raw-text raw", "nothing"),
  row("body", "perhaps", { prompt: "Body: ", match: /./, isFromFile: true }),
  row("add-header ah", "perhaps", { prompt: "", isList: true }),
  row("header", "perhaps", { prompt: "", isList: true }),
  row("dump-mail", "nothing"),
  row("pipeline", "nothing"),
  ...absent("nothing", [
    "6 dump-as-body-shows-password,dabsp tls-on-connect,tlsc tls-verify tls-verify-ca tls-verify-host protect-prompt,pp",
    "support prdr force-getpwuid xclient-delim xclient-optional xclient-optional-strict xclient-before-starttls",
    "xclient-no-verify",
  ]),
  ...absent("perhaps", [
    "config dump-as-body,dab local-port,lport,lp tls-get-peer-cert tls-get-peer-chain pipe socket attach-name",
    "attach-type attach attach-body dump xclient xclient-name xclient-addr xclient-port xclient-proto",
    "xclient-destaddr xclient-destport xclient-helo xclient-login xclient-reverse-name proxy proxy-version",
    "proxy-family proxy-command proxy-protocol proxy-source proxy-source-port proxy-dest proxy-dest-port",
    "trigger-deprecation",
  ]),
  ...absent("always", [
    "drop-after-send,das auth-map,am auth-extra,ae tls-cert tls-key tls-chain tls-protocol,tlsp tls-cipher tls-sni",
    "tls-verify-target tls-ca-path output,output-file output-file-stdout output-file-stderr",
  ]),
];

function absent(takes: Takes, lists: readonly string[]): readonly OptionRow[] {
  return lists
    .flatMap((list) => list.split(" "))
    .map((names) => row(names.replaceAll(",", " "), takes, { isAbsent: true }));
}
