import { misplacedFiles } from "./boot.ts";
import type { WorldFile } from "../world-file.ts";

/** Something wrong in a world file that a schema can't see: what these keys lead to, and what was expected there. */
export interface WorldTrouble {
  readonly keys: readonly string[];
  readonly message: string;
}

/** Names in a world file that lead nowhere, what is there twice, and what can't be together. */
export function worldTroubles(file: WorldFile): readonly WorldTrouble[] {
  const { server, hosts } = file;
  const ids = Object.keys(hosts).join(", ");
  const needHost = (id: string, ...keys: readonly string[]): readonly WorldTrouble[] =>
    hosts[id] === undefined
      ? [{ keys, message: `no host of the world is called ${id}; there are: ${ids === "" ? "none" : ids}` }]
      : [];
  return [
    ...needHost(server, "server"),
    ...Object.entries(hosts).flatMap(([id, host]) => [
      ...(host.behind === undefined ? [] : needHost(host.behind, "hosts", id, "behind")),
      ...hostTroubles(host).map(({ keys, message }) => ({ keys: ["hosts", id, ...keys], message })),
      ...behindTroubles(hosts, id),
    ]),
    ...misplacedFiles(file).map(({ host, path, keys, expected }) => ({
      keys: ["hosts", host, "files", path, ...keys],
      message: expected,
    })),
    ...sharedTroubles(file),
    ...dnsTroubles(file),
  ];
}

/** Who is behind himself, at once or by way of others, has no way to the Internet. */
function behindTroubles(hosts: WorldFile["hosts"], id: string): readonly WorldTrouble[] {
  const circle = circleFrom(id, (other) => hosts[other]?.behind);
  if (circle === null) return [];
  const message =
    circle.length === 2
      ? "expected another host than itself"
      : `expected a host on the way to the Internet, found a circle: ${circle.join(" behind ")}`;
  return [{ keys: ["hosts", id, "behind"], message }];
}

/** The way from a place back to itself, with it at both ends; null if there's none. */
function circleFrom(start: string, next: (place: string) => string | undefined): readonly string[] | null {
  const way = [start];
  for (let place = next(start); place !== undefined; place = next(place)) {
    const isSeen = way.includes(place);
    way.push(place);
    if (place === start) return way;
    if (isSeen) return null;
  }
  return null;
}

type HostDescription = WorldFile["hosts"][string];

function hostTroubles({
  addresses,
  user,
  users,
  qmail,
  mail,
  files,
}: HostDescription): readonly WorldTrouble[] {
  const paths = Object.keys(files);
  return [
    ...addresses
      .filter((address) => /^(0|127)\./.test(address))
      .map((address) => ({
        keys: ["addresses"],
        message: `expected an address that others can call, found ${address}`,
      })),
    ...repeated(addresses).map((address) => ({
      keys: ["addresses"],
      message: `expected each address once, found ${address} twice`,
    })),
    ...repeated([user, ...users]).map((name) => ({
      keys: ["users"],
      message: `expected each user once, found ${name} twice (user is one of them)`,
    })),
    ...(user !== "root" && systemUsers.has(user) ? [systemTrouble("user", user)] : []),
    ...users
      .filter((name) => systemUsers.has(name) && name !== user)
      .map((name) => systemTrouble("users", name)),
    ...(qmail !== undefined && mail !== undefined
      ? [{ keys: ["mail"], message: "expected either qmail or mail, since both listen on port 25" }]
      : []),
    ...serviceTroubles(paths),
  ];
}

function systemTrouble(key: "user" | "users", name: string): WorldTrouble {
  return { keys: [key], message: `expected a person's name, found ${name}, which belongs to the system` };
}

/** Source: qmail-1.03 INSTALL.ids, and those that every host has. */
const systemUsers: ReadonlySet<string> = new Set([
  ...["root", "alias", "qmaild", "qmaill", "qmailp", "qmailq", "qmailr", "qmails", "nobody"],
]);

/** A service, and its log, is a folder with a script run. */
// daemontools-0.76 svscan.c, supervise.c
function serviceTroubles(paths: readonly string[]): readonly WorldTrouble[] {
  return paths.flatMap((path) => {
    const [, folder = "", log] = /^(\/service\/[^/]+)\/(log\/)?/.exec(path) ?? [];
    const run = `${folder}/${log ?? ""}run`;
    const missing = folder === "" ? [] : [run, `${folder}/run`].filter((one) => !paths.includes(one));
    const [first] = missing;
    return first === undefined ? [] : [{ keys: ["files", path], message: `expected ${first} beside it` }];
  });
}

/** What two hosts can't have both. */
function sharedTroubles({ hosts }: WorldFile): readonly WorldTrouble[] {
  const troubles: WorldTrouble[] = [];
  const owners = new Map<string, string>();
  const claim = (id: string, key: "addresses" | "name", value: string): void => {
    const owner = owners.get(value);
    const what = key === "name" ? "a name" : "an address";
    if (owner !== undefined && owner !== id)
      troubles.push({
        keys: ["hosts", id, key],
        message: `expected ${what} that no other host has; ${value} is that of ${owner}`,
      });
    owners.set(value, id);
  };
  for (const [id, { name, addresses }] of Object.entries(hosts)) {
    claim(id, "name", name.toLowerCase());
    for (const address of addresses) claim(id, "addresses", address);
  }
  return troubles;
}

function dnsTroubles({ dns = {}, names }: WorldFile): readonly WorldTrouble[] {
  const troubles: WorldTrouble[] = [];
  for (const [key, entries] of [["dns", dns] as const, ["names", names] as const]) {
    const before = new Set<string>();
    for (const name of Object.keys(entries)) {
      if (before.has(name.toLowerCase()))
        troubles.push({
          keys: [key, name],
          message: `expected each name once, found ${name.toLowerCase()} twice (capitals don't count)`,
        });
      before.add(name.toLowerCase());
    }
  }
  const aliases = new Map(
    Object.entries(dns).flatMap(([name, found]) =>
      typeof found === "string" || found.cname === undefined
        ? []
        : [[name.toLowerCase(), found.cname.toLowerCase()] as const],
    ),
  );
  for (const [name, found] of Object.entries(dns)) {
    if (typeof found === "string") continue;
    // RFC 1034 3.6.2
    if (aliases.get(name.toLowerCase()) === name.toLowerCase())
      troubles.push({ keys: ["dns", name, "cname"], message: "expected another name than itself" });
    const { a, ptr, mx, txt, cname } = found;
    // RFC 1034 3.6.2
    if (cname !== undefined && a.length + ptr.length + mx.length + txt.length > 0)
      troubles.push({ keys: ["dns", name, "cname"], message: "expected nothing else beside a cname" });
    if (ptr.length > 0 && !/^\d+\.\d+\.\d+\.\d+$/.test(name))
      troubles.push({
        keys: ["dns", name, "ptr"],
        message: "expected ptr under an address, not under a name",
      });
  }
  return troubles;
}

function repeated(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
