import type { Invariant } from "./goal.ts";

const outsider = "198.51.100.10";
const spammer = "198.51.100.66";
const closed = "553 sorry, that domain isn't in my list of allowed rcpthosts";

/** What holds on every server that is set up well, in the world that the lessons share. */
export const invariants: readonly Invariant[] = [
  {
    id: "mail-comes-in",
    text: "Mail from outside still comes in.",
    all: [probe({ from: outsider, recipient: "x@yourdomain.example", reply: "250" })],
  },
  {
    id: "stranger-refused",
    text: "A stranger can't relay.",
    all: [probe({ from: spammer, recipient: "bob@elsewhere.example", reply: closed })],
  },
  {
    id: "forged-sender-refused",
    text: "A stranger who claims to be one of yours can't relay either.",
    all: [
      probe({
        from: spammer,
        sender: "ann@yourdomain.example",
        recipient: "bob@elsewhere.example",
        reply: closed,
      }),
    ],
  },
];

function probe(wanted: {
  readonly from: string;
  readonly sender?: string;
  readonly recipient: string;
  readonly reply: string;
}): Invariant["all"][number] {
  return { probe: { sender: "joe@somewhere.example", port: 25, ...wanted } };
}
