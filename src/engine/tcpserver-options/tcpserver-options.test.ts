import { expect, it } from "vitest";
import { parseOptions } from "./tcpserver-options.ts";

const plain = {
  rules: null,
  whenMissing: "drop",
  verbosity: "errors",
  connectionsMax: 40,
  backlogMax: 20,
  uid: null,
  gid: null,
  localName: null,
  clientName: "believed",
  asksIdent: true,
  identSeconds: 26,
  tellsPort: false,
  banner: "",
  host: "0.0.0.0",
  port: "smtp",
  program: ["prog"],
};

// ucspi-tcp-0.88 tcpserver.c main
it.each([
  ["0 smtp prog", {}],
  ["-v 0 smtp prog -x y", { verbosity: "all", program: ["prog", "-x", "y"] }],
  [
    "-vRHx/etc/r.cdb -c 5 -b3 0 smtp prog",
    {
      verbosity: "all",
      rules: "/etc/r.cdb",
      connectionsMax: 5,
      backlogMax: 3,
      clientName: "unasked",
      asksIdent: false,
    },
  ],
  ["-x a.cdb -X -x b.cdb 0 smtp prog", { rules: "b.cdb", whenMissing: "allow" }],
  ["-v -q 0 smtp prog", { verbosity: "quiet" }],
  ["-q -Q 0 smtp prog", { verbosity: "errors" }],
  [
    "-u 7770 -g 2108 -t 10 -l mail -B hi 0 smtp prog",
    { uid: 7770, gid: 2108, localName: "mail", banner: "hi", identSeconds: 10 },
  ],
  ["-H -h -p -1UdDoO 127.0.0.1 smtp prog", { clientName: "proven", tellsPort: true, host: "127.0.0.1" }],
  ["-pP '' smtp prog", { host: "''" }],
  ["-c 9 -c x 0 smtp prog", { connectionsMax: 0 }],
  ["-c x 0 smtp prog", { connectionsMax: 0 }],
  ["-c 7x 0 smtp prog", { connectionsMax: 7 }],
  ["-- -v smtp prog", { host: "-v" }],
  ["-Hh -p -rR -t 5 0 smtp prog", { clientName: "proven", asksIdent: false, identSeconds: 5 }],
  ["-pP -H 0 smtp prog", { clientName: "unasked" }],
  ["- smtp prog", { host: "-" }],
])("tcpserver %s", (line, differing) => {
  expect(parseOptions(["tcpserver", ...line.split(" ")])).toEqual({ ...plain, ...differing });
});

it.each(["", "0", "0 smtp", "-v 0 smtp", "-z 0 smtp prog", "-c", "0 -v"])(
  "tcpserver %s calls for the usage",
  (line) => {
    expect(parseOptions(["tcpserver", ...line.split(" ").filter((word) => word !== "")])).toBeNull();
  },
);
