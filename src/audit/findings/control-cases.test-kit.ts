import { bytesOf } from "../../engine/bytes/index.ts";
import { compileMorercpthosts } from "../../engine/newmrh/index.ts";
import { control, type Case } from "./findings.test-kit.ts";

const more = (text: string) => compileMorercpthosts(bytesOf(text)).cdb;

/** The files of control/. */
export const controlCases: readonly Case[] = [
  {
    expected: "error rcpthosts-empty control/rcpthosts",
    fires: control({ rcpthosts: "# none\n" }),
    quiet: control({ rcpthosts: "# one\na.example\n" }),
    fixed: ["control/rcpthosts", "# none\na.example\n"],
  },
  {
    expected: "error control-misspelt control/rcpthost",
    fires: { control: { me: "mail.a.example\n" }, others: ["rcpthost"] },
    quiet: { ...control({}), others: ["rcpthosts.old", "concurrencyremote", "defaultdelivery"] },
    fixed: null,
  },
  {
    expected: "warning control-misspelt control/virtualdomain",
    fires: { ...control({}), others: ["virtualdomain"] },
    quiet: { ...control({ virtualdomains: "" }), others: ["virtualdomains~"] },
    fixed: null,
  },
  {
    expected: "error greeting-missing control/me",
    fires: { control: { locals: "a.example\n", rcpthosts: "a.example\n" } },
    quiet: {
      control: {
        locals: "a.example\n",
        rcpthosts: "a.example\n",
        smtpgreeting: "a.example\n",
        me: "a.example\n",
      },
    },
    fixed: null,
  },
  {
    expected: "warning morercpthosts-ignored control/morercpthosts",
    fires: { control: { me: "a.example\n", morercpthosts: "b.example\n" } },
    quiet: control({ morercpthosts: "b.example\n", "morercpthosts.cdb": more("b.example\n") }),
    fixed: null,
  },
  {
    expected: "error morercpthosts-not-compiled control/morercpthosts",
    fires: control({ morercpthosts: "b.example\n" }),
    quiet: control({ morercpthosts: "# none\n" }),
    fixed: null,
  },
  {
    expected: "warning morercpthosts-stale control/morercpthosts",
    fires: control({ morercpthosts: "b.example\nc.example\n", "morercpthosts.cdb": more("b.example\n") }),
    quiet: control({ morercpthosts: "b.example\n# c.example\n", "morercpthosts.cdb": more("b.example\n") }),
    fixed: null,
  },
  {
    expected: "error morercpthosts-damaged control/morercpthosts.cdb",
    fires: control({ "morercpthosts.cdb": "oops" }),
    quiet: control({ "morercpthosts.cdb": more("b.example\n") }),
    fixed: null,
  },
  {
    expected: "error hosted-not-listed control/locals:2:1",
    fires: control({ locals: "a.example\nb.example\n" }),
    quiet: control({ locals: "a.example\nb.example\n", rcpthosts: "a.example\nB.example\n" }),
    fixed: ["control/rcpthosts", "a.example\nb.example\n"],
  },
  {
    expected: "error hosted-not-listed control/virtualdomains:1:1",
    fires: control({ virtualdomains: "b.example:bob\n" }),
    quiet: control({ virtualdomains: "b.example:\nfixme:alias-fix\nbob@c.example:bob\n" }),
    fixed: ["control/rcpthosts", "a.example\nb.example\n"],
  },
  {
    expected: "info own-name-not-listed control/locals:2:1",
    fires: control({ locals: "a.example\nmail.a.example\n" }),
    quiet: control({ locals: "a.example\nlocalhost\n" }),
    fixed: ["control/rcpthosts", "a.example\nmail.a.example\n"],
  },
  {
    expected: "error suffix-without-plain control/locals:1:1",
    fires: control({ rcpthosts: ".a.example\n" }),
    quiet: control({ rcpthosts: ".a.example\na.example\n" }),
    fixed: ["control/rcpthosts", ".a.example\na.example\n"],
  },
  {
    expected: "info suffix-without-plain control/rcpthosts:2:1",
    fires: control({ rcpthosts: "a.example\n.b.example\n" }),
    quiet: control({ rcpthosts: "a.example\n.b.example\nb.example\n" }),
    fixed: null,
  },
  {
    expected: "error plain-without-suffix control/virtualdomains:1:1",
    fires: control({ virtualdomains: ".a.example:sub\n" }),
    quiet: control({ virtualdomains: ".a.example:sub\n", rcpthosts: "a.example\n.a.example\n" }),
    fixed: ["control/rcpthosts", "a.example\n.a.example\n"],
  },
  {
    expected: "error plain-without-suffix control/locals:2:1",
    fires: control({ locals: "a.example\nlists.a.example\n" }),
    quiet: control({ locals: "a.example\nlists.a.example\n", rcpthosts: "a.example\n.a.example\n" }),
    fixed: ["control/rcpthosts", "a.example\nlists.a.example\n"],
  },
  {
    expected: "info listed-not-hosted control/rcpthosts:2:1",
    fires: control({ rcpthosts: "a.example\npartner.example\n" }),
    quiet: control({
      rcpthosts: "a.example\npartner.example\n",
      smtproutes: "partner.example:mx.partner.example\n",
    }),
    fixed: null,
  },
  {
    expected: "warning listed-not-hosted control/rcpthosts:1:1",
    fires: control({ rcpthosts: "partner.example\n" }),
    quiet: control({}),
    fixed: null,
  },
  {
    expected: "warning foreign-domain-listed control/rcpthosts:2:1",
    fires: control({ rcpthosts: "a.example\ngmail.com\n" }),
    quiet: control({ rcpthosts: "a.example\ngmail.example\n" }),
    fixed: ["control/rcpthosts", "a.example\n"],
  },
  {
    expected: "warning locals-and-virtualdomains control/virtualdomains:1:1",
    fires: control({ virtualdomains: "A.example:ann\n" }),
    quiet: control({ virtualdomains: "b.example:ann\n", rcpthosts: "a.example\nb.example\n" }),
    fixed: ["control/locals", ""],
  },
  // Entries
  {
    expected: "warning entry-byte-order-mark control/locals:1:1",
    fires: control({ locals: "\xef\xbb\xbf# ours\na.example\n" }),
    quiet: control({}),
    fixed: ["control/locals", "# ours\na.example\n"],
  },
  {
    expected: "warning entry-indented-comment control/rcpthosts:2:1",
    fires: control({ rcpthosts: "a.example\n  # the end\n" }),
    quiet: control({ rcpthosts: "a.example\n# the end\n" }),
    fixed: ["control/rcpthosts", "a.example\n# the end\n"],
  },
  {
    expected: "error entry-leading-blank control/rcpthosts:1:1",
    fires: control({ rcpthosts: "\ta.example\n" }),
    quiet: control({ rcpthosts: "a.example \t\n" }),
    fixed: ["control/rcpthosts", "a.example\n"],
  },
  {
    expected: "error entry-remark control/rcpthosts:1:10",
    fires: control({ rcpthosts: "a.example # main\n" }),
    quiet: control({ rcpthosts: "#main\na.example\n" }),
    fixed: ["control/rcpthosts", "# main\na.example\n"],
  },
  {
    expected: "error entry-carriage-return control/rcpthosts:1:10",
    fires: control({ rcpthosts: "a.example\r\n" }),
    quiet: control({}),
    fixed: ["control/rcpthosts", "a.example\n"],
  },
  {
    expected: "error entry-several control/rcpthosts:1:10",
    fires: control({ rcpthosts: "a.example, b.example\n" }),
    quiet: control({ rcpthosts: "a.example\nb.example\n" }),
    fixed: ["control/rcpthosts", "a.example\nb.example\n"],
  },
  {
    expected: "warning entry-wildcard control/rcpthosts:2:1",
    fires: control({ rcpthosts: "a.example\n*.a.example\n" }),
    quiet: control({ rcpthosts: "a.example\n.a.example\n" }),
    fixed: ["control/rcpthosts", "a.example\n.a.example\n"],
  },
  {
    expected: "error entry-at-sign control/rcpthosts:1:1",
    fires: control({ rcpthosts: "@a.example\n" }),
    quiet: control({}),
    fixed: ["control/rcpthosts", "a.example\n"],
  },
  {
    expected: "warning entry-address control/rcpthosts:2:1",
    fires: control({ rcpthosts: "a.example\n192.168.5.0/24\n" }),
    quiet: control({ rcpthosts: "a.example\n192-168-5-0.a.example\n" }),
    fixed: ["control/rcpthosts", "a.example\n"],
  },
  {
    expected: "error entry-trailing-dot control/rcpthosts:1:10",
    fires: control({ rcpthosts: "a.example.\n" }),
    quiet: control({}),
    fixed: ["control/rcpthosts", "a.example\n"],
  },
  {
    expected: "warning entry-leading-dot control/locals:2:1",
    fires: control({ locals: "a.example\n.a.example\n" }),
    quiet: control({ rcpthosts: "a.example\n.a.example\n" }),
    fixed: null,
  },
  {
    expected: "warning entry-no-colon control/virtualdomains:1:1",
    fires: control({ virtualdomains: "b.example bob\n", rcpthosts: "a.example\nb.example\n" }),
    quiet: control({ virtualdomains: "b.example:bob\n" }),
    fixed: ["control/virtualdomains", "b.example:bob\n"],
  },
  {
    expected: "error entry-odd control/rcpthosts:1:1",
    fires: control({ rcpthosts: '"a.example"\n' }),
    quiet: control({}),
    fixed: ["control/rcpthosts", "a.example\n"],
  },
  {
    expected: "warning entry-no-at-sign control/badmailfrom:1:1",
    fires: control({ badmailfrom: "spam.example\n" }),
    quiet: control({ badmailfrom: "@spam.example\nroot\n" }),
    fixed: ["control/badmailfrom", "@spam.example\n"],
  },
  {
    expected: "warning entry-blank-at-colon control/virtualdomains:1:10",
    fires: control({ virtualdomains: "b.example : bob\n", rcpthosts: "a.example\nb.example\n" }),
    quiet: control({ virtualdomains: "b.example:bob\n", rcpthosts: "a.example\nb.example\n" }),
    fixed: ["control/virtualdomains", "b.example:bob\n"],
  },
  {
    expected: "warning entry-user control/virtualdomains:1:14",
    fires: control({ virtualdomains: "b.example:bob-\n", rcpthosts: "a.example\nb.example\n" }),
    quiet: control({ virtualdomains: "b.example:bob-shop\n", rcpthosts: "a.example\nb.example\n" }),
    fixed: ["control/virtualdomains", "b.example:bob\n"],
  },
  {
    expected: "warning entry-relay control/smtproutes:1:2",
    fires: control({ smtproutes: ":smtp://relay.example/\n" }),
    quiet: control({ smtproutes: ":relay.example:25\n" }),
    fixed: ["control/smtproutes", ":relay.example\n"],
  },
  {
    expected: "info entry-duplicate control/rcpthosts:2:1",
    fires: control({ rcpthosts: "a.example\nA.Example\n" }),
    quiet: control({ rcpthosts: "a.example\n" }),
    fixed: ["control/rcpthosts", "a.example\n"],
  },
];
