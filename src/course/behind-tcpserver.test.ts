import { expect, it } from "vitest";
import { explain, readRunScript, type Configuration, type ConfigurationFile } from "../audit/index.ts";
import { bytesOf } from "../engine/bytes/index.ts";
import { compileRules } from "../engine/tcprules/index.ts";
import { probe, replay, type Action } from "../world/index.ts";
import { surroundingsOf } from "./doors.ts";
import { lessonFiles, lessonOf } from "./course.test-kit.ts";

// Scripts are played in the world, and clients try to relay; the audit of the same files says beforehand how they fare.

const { start } = lessonOf(lessonFiles).lesson;

const rules = `192.168.5.:allow,RELAYCLIENT=""
172.16.:allow,RELAYCLIENT="@fixme",OTHER="x"
10.:deny
:allow
`;

const clients = ["192.168.5.10", "172.16.0.1", "10.0.0.1", "198.51.100.66"];

const folders: readonly Action[] = [
  "mkdir -p /etc/set /etc/unset /etc/broken/inner /service/smtpd/env",
  "echo '@folder \t' > /etc/set/RELAYCLIENT",
  "echo RELAYCLIENT=x > /etc/set/.RELAYCLIENT",
  "touch /etc/unset/RELAYCLIENT",
  "echo > /service/smtpd/env/RELAYCLIENT",
].map((line) => ({ shell: { host: "mail", line } }));

function files(script: string): readonly Action[] {
  return [
    { edit: { host: "mail", file: "/etc/tcp.smtp", text: rules } },
    { shell: { host: "mail", line: "tcprules /etc/tcp.smtp.cdb /etc/tmp < /etc/tcp.smtp" } },
    ...folders,
    { edit: { host: "mail", file: "/service/smtpd/run", text: script } },
    { shell: { host: "mail", line: "svc -t /service/smtpd" } },
    { wait: { seconds: 3 } },
  ];
}

/** How a client fares: `250`, with what its recipient has become, `553`, or that it isn't served. */
function played(world: ReturnType<typeof replay>, from: string): string {
  const result = probe(world, {
    from,
    to: "192.0.2.25",
    port: 25,
    sender: "joe@elsewhere.example",
    recipient: "bob@elsewhere.example",
  });
  if (result.kind !== "replied") return "not served";
  return result.queuedAs === null ? result.reply.slice(0, 3) : `250 ${result.queuedAs}`;
}

function audited(world: ReturnType<typeof replay>, script: string, address: string): string {
  const file = (path: string, bytes: Uint8Array): ConfigurationFile => ({ path, bytes, modifiedAt: null });
  const compiled = compileRules(bytesOf(rules));
  if (compiled.kind !== "compiled") throw new Error(rules);
  const control = {
    me: file("control/me", bytesOf("mail.test\n")),
    rcpthosts: file("control/rcpthosts", bytesOf("yourdomain.example\n")),
  };
  const configuration: Configuration = {
    rules: null,
    rulesCdb: file("/etc/tcp.smtp.cdb", compiled.cdb),
    control,
    others: [],
    run: null,
  };
  const host = world.hosts.get("mail");
  if (host === undefined) throw new Error("no host");
  const read = readRunScript(bytesOf(script), surroundingsOf({ host, folder: "/service/smtpd" }));
  const [server] = read.servers;
  expect(read.servers.flatMap(({ unknowns }) => unknowns)).toEqual([]);
  if (server === undefined) return read.failures.length > 0 ? "not served" : "no server";
  const { delivery } = explain(
    configuration,
    {
      address,
      name: null,
      info: null,
      sender: "joe@elsewhere.example",
      recipient: "bob@elsewhere.example",
    },
    server.door,
  );
  if (delivery.kind === "accepted") return `250 ${delivery.recipient}`;
  return delivery.kind === "refused" ? delivery.reply.slice(0, 3) : "not served";
}

const as = (suffix: string): string => `250 bob@elsewhere.example${suffix}`;
const byRules = [as(""), as("@fixme"), "not served", "553"];
const forAll = (suffix: string): readonly string[] => [as(suffix), as(suffix), "not served", as(suffix)];
const nobody = ["553", "553", "not served", "553"];
const noService = clients.map(() => "not served");

const server = "tcpserver -H -R -x /etc/tcp.smtp.cdb 0 25";

it.each<readonly [command: string, expected: readonly string[]]>([
  [`exec ${server} qmail-smtpd`, byRules],
  [`exec ${server} env -u RELAYCLIENT qmail-smtpd`, nobody],
  [`exec ${server} env -uRELAYCLIENT qmail-smtpd`, nobody],
  [`exec ${server} env --unset=RELAYCLIENT qmail-smtpd`, nobody],
  [`exec ${server} env -u OTHER qmail-smtpd`, byRules],
  [`exec ${server} env -i qmail-smtpd`, nobody],
  [`exec ${server} env - /var/qmail/bin/qmail-smtpd`, nobody],
  [`exec ${server} env -iu OTHER RELAYCLIENT=@x qmail-smtpd`, forAll("@x")],
  [`exec ${server} env RELAYCLIENT= qmail-smtpd`, forAll("")],
  [`exec ${server} env RELAYCLIENT=@x env -u RELAYCLIENT qmail-smtpd`, nobody],
  [`exec ${server} env -u RELAYCLIENT env RELAYCLIENT=@y qmail-smtpd`, forAll("@y")],
  [`export RELAYCLIENT=@all; exec ${server} qmail-smtpd`, [as(""), as("@fixme"), "not served", as("@all")]],
  [`export RELAYCLIENT=@all; exec ${server} env -i qmail-smtpd`, nobody],
  [`exec env -u RELAYCLIENT ${server} qmail-smtpd`, byRules],
  [`RELAYCLIENT=@all; export RELAYCLIENT; unset RELAYCLIENT; exec ${server} qmail-smtpd`, byRules],
  [`exec ${server} envdir /etc/set qmail-smtpd`, forAll("@folder")],
  [`exec ${server} envdir /etc/unset qmail-smtpd`, nobody],
  [`exec ${server} envdir ./env qmail-smtpd`, forAll("")],
  [`cd /etc; exec ${server} envdir unset qmail-smtpd`, nobody],
  [`exec envdir /etc/set ${server} qmail-smtpd`, [as(""), as("@fixme"), "not served", as("@folder")]],
  [`exec envdir ./env ${server} env -u RELAYCLIENT qmail-smtpd`, nobody],
  [`exec ${server} envdir /etc/none qmail-smtpd`, noService],
  [`exec ${server} envdir /etc/broken qmail-smtpd`, noService],
  [`exec ${server} env -x qmail-smtpd`, noService],
  [`exec envdir /etc/none ${server} qmail-smtpd`, noService],
  [`exec ${server} sh -c 'unset RELAYCLIENT; exec qmail-smtpd'`, nobody],
  [`exec ${server} sh -c 'export RELAYCLIENT; exec qmail-smtpd'`, byRules],
  [`exec ${server} sh -c 'export RELAYCLIENT=@sh; exec qmail-smtpd'`, forAll("@sh")],
  [`exec ${server} sh -c 'RELAYCLIENT=@sh exec qmail-smtpd'`, forAll("@sh")],
  [`exec ${server} sh -c 'exec env -u RELAYCLIENT qmail-smtpd'`, nobody],
  [`exec ${server} env -i sh -c 'exec qmail-smtpd'`, nobody],
  [`exec ${server} sh -c 'exec envdir /etc/set sh -c "unset OTHER; exec qmail-smtpd"'`, forAll("@folder")],
  [`exec ${server} sh -c 'cd /etc && exec envdir unset qmail-smtpd'`, nobody],
  [`exec sh -c 'unset RELAYCLIENT; exec ${server} qmail-smtpd'`, byRules],
])("clients of %s fare as the audit says", (command, expected) => {
  const script = `#!/bin/sh\n${command}\n`;
  const world = replay(start, files(script));
  expect(clients.map((client) => played(world, client))).toEqual(expected);
  expect(clients.map((client) => audited(world, script, client))).toEqual(expected);
});
