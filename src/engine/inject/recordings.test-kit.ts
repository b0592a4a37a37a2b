/** What the real program did: its arguments, environment and input; how it ended, what it said, what it handed to qmail-queue. */
export interface Recording {
  readonly name: string;
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly input: string;
  readonly code: number;
  readonly out: string;
  readonly err?: string;
  readonly envelope?: string;
}

// Recorded from notqmail 1.09's qmail-inject on 2026-11-24, with control/me mail.ours.example, defaultdomain ours.example
// and plusdomain plus.example; times and process ids are made the same.
export const recordings: readonly Recording[] = [
  {
    name: "adds what a header lacks",
    argv: ["bob@dest.example"],
    input: "Subject: hi\n\nbody\n",
    code: 0,
    out:
      "Date: 24 Nov 2026 09:00:00 -0000\n" +
      "Message-ID: <20261124090000.77.qmail@mail.ours.example>\n" +
      "From: ann@mail.ours.example\n" +
      "Cc: recipient list not shown: ;\n" +
      "Subject: hi\n" +
      "\n" +
      "body\n",
    envelope: "Fann@mail.ours.example\0Tbob@dest.example\0\0",
  },
  {
    name: "takes a message without a header",
    argv: ["bob@dest.example"],
    input: "hello there\n",
    code: 0,
    out:
      "Date: 24 Nov 2026 09:00:00 -0000\n" +
      "Message-ID: <20261124090000.77.qmail@mail.ours.example>\n" +
      "From: ann@mail.ours.example\n" +
      "Cc: recipient list not shown: ;\n" +
      "\n" +
      "hello there\n",
    envelope: "Fann@mail.ours.example\0Tbob@dest.example\0\0",
  },
  {
    name: "ends a last line without a newline, and shows no recipients",
    argv: ["-h"],
    input: "Subject: hi\nX-Foo: a\n b",
    code: 0,
    out:
      "Date: 24 Nov 2026 09:00:00 -0000\n" +
      "Message-ID: <20261124090000.77.qmail@mail.ours.example>\n" +
      "From: ann@mail.ours.example\n" +
      "Cc: recipient list not shown: ;\n" +
      "Subject: hi\n" +
      "X-Foo: a\n" +
      " b\n",
    envelope: "Fann@mail.ours.example\0\0",
  },
  {
    name: "takes recipients from To, Cc and Bcc, and leaves Bcc out",
    argv: [],
    input:
      'To: bob@dest.example, "a b"@c.example\nCc: Ann Lee <ann@ours.example> (hi)\nBcc: secret@dest.example\n\nx\n',
    code: 0,
    out:
      "Date: 24 Nov 2026 09:00:00 -0000\n" +
      "Message-ID: <20261124090000.77.qmail@mail.ours.example>\n" +
      "From: ann@mail.ours.example\n" +
      'To: bob@dest.example, "a b"@c.example\n' +
      "Cc: Ann Lee <ann@ours.example>(hi)\n" +
      "\n" +
      "x\n",
    envelope:
      "Fann@mail.ours.example\0Ta b@c.example\0Tbob@dest.example\0Tann@ours.example\0Tsecret@dest.example\0\0",
  },
  {
    name: "takes those of the command line only, if there are any",
    argv: ["x@y.example"],
    input: "To: bob@dest.example\n\nx\n",
    code: 0,
    out:
      "Date: 24 Nov 2026 09:00:00 -0000\n" +
      "Message-ID: <20261124090000.77.qmail@mail.ours.example>\n" +
      "From: ann@mail.ours.example\n" +
      "To: bob@dest.example\n" +
      "\n" +
      "x\n",
    envelope: "Fann@mail.ours.example\0Tx@y.example\0\0",
  },
  {
    name: "takes both with -H, and -A is as if neither had been said",
    argv: ["-a", "-H", "x@y.example"],
    input: "To: bob@dest.example\n\nx\n",
    code: 0,
    out:
      "Date: 24 Nov 2026 09:00:00 -0000\n" +
      "Message-ID: <20261124090000.77.qmail@mail.ours.example>\n" +
      "From: ann@mail.ours.example\n" +
      "To: bob@dest.example\n" +
      "\n" +
      "x\n",
    envelope: "Fann@mail.ours.example\0Tx@y.example\0Tbob@dest.example\0\0",
  },
  {
    name: "makes addresses whole",
    argv: ["joe", "joe@there", "joe@there+", "joe@there.", "x@[1.2.3.4]", "@a,@b:joe@c.d", "joe@[]"],
    input: "To: joe, joe@there+, joe@[1.2.3.4]\n\nx\n",
    code: 0,
    out:
      "Date: 24 Nov 2026 09:00:00 -0000\n" +
      "Message-ID: <20261124090000.77.qmail@mail.ours.example>\n" +
      "From: ann@mail.ours.example\n" +
      "To: joe@mail.ours.example, joe@there.plus.example, joe@[1.2.3.4]\n" +
      "\n" +
      "x\n",
    envelope:
      "Fann@mail.ours.example\0Tjoe@mail.ours.example\0Tjoe@there.ours.example\0Tjoe@there.plus.example\0Tjoe@there.ours.example\0Tx@[1.2.3.4]\0T@a,@b:joe@c.d\0Tjoe@[]\0\0",
  },
  {
    name: "keeps the phrases and groups of an address list",
    argv: [],
    input: 'To: friends: a, "b c" <b>;, Joe <@relay:joe@d.e>\n\nx\n',
    code: 0,
    out:
      "Date: 24 Nov 2026 09:00:00 -0000\n" +
      "Message-ID: <20261124090000.77.qmail@mail.ours.example>\n" +
      "From: ann@mail.ours.example\n" +
      'To: friends: a@mail.ours.example, "b c" <b@mail.ours.example>;, Joe <joe@d.e>\n' +
      "\n" +
      "x\n",
    envelope: "Fann@mail.ours.example\0Tjoe@d.e\0Tb@mail.ours.example\0Ta@mail.ours.example\0\0",
  },
  {
    name: "breaks long lists",
    argv: [],
    input:
      "To: person0@some.where.example,person1@some.where.example,person2@some.where.example,person3@some.where.example,person4@some.where.example,person5@some.where.example\n\nx\n",
    code: 0,
    out:
      "Date: 24 Nov 2026 09:00:00 -0000\n" +
      "Message-ID: <20261124090000.77.qmail@mail.ours.example>\n" +
      "From: ann@mail.ours.example\n" +
      "To: person0@some.where.example, person1@some.where.example,\n" +
      "  person2@some.where.example, person3@some.where.example,\n" +
      "  person4@some.where.example, person5@some.where.example\n" +
      "\n" +
      "x\n",
    envelope:
      "Fann@mail.ours.example\0Tperson5@some.where.example\0Tperson4@some.where.example\0Tperson3@some.where.example\0Tperson2@some.where.example\0Tperson1@some.where.example\0Tperson0@some.where.example\0\0",
  },
  {
    name: "sends what is resent to whom it's resent to",
    argv: [],
    input: "To: bob@dest.example\nResent-To: eve@dest.example\n\nx\n",
    code: 0,
    out:
      "Resent-Date: 24 Nov 2026 09:00:00 -0000\n" +
      "Resent-Message-ID: <20261124090000.77.qmail@mail.ours.example>\n" +
      "Resent-From: ann@mail.ours.example\n" +
      "To: bob@dest.example\n" +
      "Resent-To: eve@dest.example\n" +
      "\n" +
      "x\n",
    envelope: "Fann@mail.ours.example\0Teve@dest.example\0\0",
  },
  {
    name: "takes the sender from Return-Path, and leaves that out",
    argv: [],
    input: "Return-Path: <joe@there>\nTo: bob@dest.example\n\nx\n",
    code: 0,
    out:
      "Date: 24 Nov 2026 09:00:00 -0000\n" +
      "Message-ID: <20261124090000.77.qmail@mail.ours.example>\n" +
      "From: ann@mail.ours.example\n" +
      "To: bob@dest.example\n" +
      "\n" +
      "x\n",
    envelope: "Fjoe@there.ours.example\0Tbob@dest.example\0\0",
  },
  {
    name: "takes the sender from -f before all others",
    argv: ["-fjoe@there"],
    input: "Return-Path: <x@y.example>\nTo: bob@dest.example\n\nx\n",
    code: 0,
    out:
      "Date: 24 Nov 2026 09:00:00 -0000\n" +
      "Message-ID: <20261124090000.77.qmail@mail.ours.example>\n" +
      "From: ann@mail.ours.example\n" +
      "To: bob@dest.example\n" +
      "\n" +
      "x\n",
    envelope: "Fjoe@there.ours.example\0Tbob@dest.example\0\0",
  },
  {
    name: "has an empty sender if told so",
    argv: ["-f", ""],
    input: "To: bob@dest.example\n\nx\n",
    code: 0,
    out:
      "Date: 24 Nov 2026 09:00:00 -0000\n" +
      "Message-ID: <20261124090000.77.qmail@mail.ours.example>\n" +
      "From: ann@mail.ours.example\n" +
      "To: bob@dest.example\n" +
      "\n" +
      "x\n",
    envelope: "F\0Tbob@dest.example\0\0",
  },
  {
    name: "names who sends by the environment",
    argv: ["bob@dest.example"],
    env: { USER: "ann", QMAILUSER: "ann.lee", QMAILHOST: "there.example", QMAILNAME: 'Ann "A" Lee' },
    input: "\nx\n",
    code: 0,
    out:
      "Date: 24 Nov 2026 09:00:00 -0000\n" +
      "Message-ID: <20261124090000.77.qmail@mail.ours.example>\n" +
      'From: "Ann \\"A\\" Lee" <ann.lee@there.example>\n' +
      "Cc: recipient list not shown: ;\n" +
      "\n" +
      "x\n",
    envelope: "Fann.lee@there.example\0Tbob@dest.example\0\0",
  },
  {
    name: "lets the sender differ from who is named",
    argv: ["bob@dest.example"],
    env: { USER: "ann", QMAILSUSER: "list-owner", QMAILSHOST: "lists.example", NAME: "Ann" },
    input: "\nx\n",
    code: 0,
    out:
      "Date: 24 Nov 2026 09:00:00 -0000\n" +
      "Message-ID: <20261124090000.77.qmail@mail.ours.example>\n" +
      'From: "Ann" <ann@mail.ours.example>\n' +
      "Cc: recipient list not shown: ;\n" +
      "\n" +
      "x\n",
    envelope: "Flist-owner@lists.example\0Tbob@dest.example\0\0",
  },
  {
    name: "writes the name as a comment with QMAILINJECT c",
    argv: ["bob@dest.example"],
    env: { USER: "ann", QMAILINJECT: "c", NAME: "Ann (A)" },
    input: "\nx\n",
    code: 0,
    out:
      "Date: 24 Nov 2026 09:00:00 -0000\n" +
      "Message-ID: <20261124090000.77.qmail@mail.ours.example>\n" +
      "From: ann@mail.ours.example (Ann \\(A\\))\n" +
      "Cc: recipient list not shown: ;\n" +
      "\n" +
      "x\n",
    envelope: "Fann@mail.ours.example\0Tbob@dest.example\0\0",
  },
  {
    name: "drops From, Message-ID and Return-Path with QMAILINJECT fis",
    argv: [],
    env: { USER: "ann", QMAILINJECT: "fis" },
    input: "From: x@y.z\nMessage-ID: <1@x>\nReturn-Path: <q@q.q>\nTo: bob@dest.example\n\nx\n",
    code: 0,
    out:
      "Date: 24 Nov 2026 09:00:00 -0000\n" +
      "Message-ID: <20261124090000.77.qmail@mail.ours.example>\n" +
      "From: ann@mail.ours.example\n" +
      "To: bob@dest.example\n" +
      "\n" +
      "x\n",
    envelope: "Fann@mail.ours.example\0Tbob@dest.example\0\0",
  },
  {
    name: "gives each recipient a sender of his own with QMAILINJECT r",
    argv: ["bob@dest.example"],
    env: { USER: "ann", QMAILINJECT: "r" },
    input: "\nx\n",
    code: 0,
    out:
      "Date: 24 Nov 2026 09:00:00 -0000\n" +
      "Message-ID: <20261124090000.77.qmail@mail.ours.example>\n" +
      "From: ann@mail.ours.example\n" +
      "Cc: recipient list not shown: ;\n" +
      "\n" +
      "x\n",
    envelope: "Fann-@mail.ours.example-@[]\0Tbob@dest.example\0\0",
  },
  {
    name: "calls somebody without a name anonymous",
    argv: ["bob@dest.example"],
    env: {},
    input: "\nx\n",
    code: 0,
    out:
      "Date: 24 Nov 2026 09:00:00 -0000\n" +
      "Message-ID: <20261124090000.77.qmail@mail.ours.example>\n" +
      "From: anonymous@mail.ours.example\n" +
      "Cc: recipient list not shown: ;\n" +
      "\n" +
      "x\n",
    envelope: "Fanonymous@mail.ours.example\0Tbob@dest.example\0\0",
  },
  {
    name: "takes the line between the messages of an mbox for a field",
    argv: ["bob@dest.example"],
    input: "From joe Tue Nov 24\nTo: bob\n\nx\n",
    code: 0,
    out:
      "Date: 24 Nov 2026 09:00:00 -0000\n" +
      "Message-ID: <20261124090000.77.qmail@mail.ours.example>\n" +
      "From: ann@mail.ours.example\n" +
      "MBOX-Line: From joe Tue Nov 24\n" +
      "To: bob@mail.ours.example\n" +
      "\n" +
      "x\n",
    envelope: "Fann@mail.ours.example\0Tbob@dest.example\0\0",
  },
  {
    name: "lets defaults of the environment count before control files",
    argv: ["bob", "bob@host", "bob@host+"],
    env: {
      USER: "ann",
      QMAILDEFAULTHOST: "dh.example",
      QMAILDEFAULTDOMAIN: "dd.example",
      QMAILPLUSDOMAIN: "pd.example",
      QMAILIDHOST: "id.example",
    },
    input: "\nx\n",
    code: 0,
    out:
      "Date: 24 Nov 2026 09:00:00 -0000\n" +
      "Message-ID: <20261124090000.77.qmail@id.example>\n" +
      "From: ann@dh.example\n" +
      "Cc: recipient list not shown: ;\n" +
      "\n" +
      "x\n",
    envelope: "Fann@dh.example\0Tbob@dh.example\0Tbob@host.dd.example\0Tbob@host.pd.example\0\0",
  },
  {
    name: "keeps a list of recipients that makes no sense (notqmail)",
    argv: ["-n", "bob"],
    input: "To: bob (x\n\nx\n",
    code: 0,
    out:
      "Return-Path: <ann@mail.ours.example>\n" +
      "Date: 24 Nov 2026 09:00:00 -0000\n" +
      "Message-ID: <20261124090000.77.qmail@mail.ours.example>\n" +
      "From: ann@mail.ours.example\n" +
      "To: bob (x\n" +
      "\n" +
      "x\n",
  },
  {
    name: "shows the message with -n",
    argv: ["-n", "bob@dest.example"],
    input: "Subject: hi\n\nbody\n",
    code: 0,
    out:
      "Return-Path: <ann@mail.ours.example>\n" +
      "Date: 24 Nov 2026 09:00:00 -0000\n" +
      "Message-ID: <20261124090000.77.qmail@mail.ours.example>\n" +
      "From: ann@mail.ours.example\n" +
      "Cc: recipient list not shown: ;\n" +
      "Subject: hi\n" +
      "\n" +
      "body\n",
  },
  {
    name: "refuses a sender field that makes no sense",
    argv: ["bob"],
    input: "From: bob (x\n\nx\n",
    code: 100,
    out: "",
    err: "qmail-inject: fatal: unable to parse this line:\nFrom: bob (x\n",
  },
  {
    name: "refuses an address that makes no sense",
    argv: ["bob@(x"],
    input: "\nx\n",
    code: 100,
    out: "",
    err: "qmail-inject: fatal: unable to parse address: bob@(x\n",
  },
  {
    name: "refuses a sender that makes no sense",
    argv: ["-fbob@(x"],
    input: "\nx\n",
    code: 100,
    out: "",
    err: "qmail-inject: fatal: unable to parse this line:\nbob@(x",
  },
  {
    name: "refuses an option that it doesn't know",
    argv: ["-z"],
    input: "\nx\n",
    code: 100,
    out: "",
    err: "qmail-inject: illegal option -- z\n",
  },
];
