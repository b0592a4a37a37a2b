import { describe, expect, it } from "vitest";
import { perform } from "../runs/perform.ts";
import { content, output, screen, session, smallWorld, type } from "../world.test-kit.ts";

const ended = "(This console's shell has ended; here is a new one.)";

describe("a shell at a console", () => {
  it("shows prompts with the folder, and # for root only", () => {
    const world = smallWorld();
    expect(session(world, "mail", "cd /etc", "pwd", "cd", "cd /")).toEqual([
      "root@mail:~# cd /etc",
      "root@mail:/etc# pwd",
      "/etc",
      "root@mail:/etc# cd",
      "root@mail:~# cd /",
    ]);
    expect(session(world, "pc", "echo -n open", "")).toEqual([
      "ann@pc:~$ echo -n open",
      "open",
      "ann@pc:~$ ",
    ]);
    expect(world.consoles.get("mail")?.prompt).toBe("root@mail:/# ");
  });

  it("gives a fresh shell after exit and after Ctrl-D", () => {
    const world = smallWorld();
    type(world, "mail", "cd /etc", "exit");
    expect(world.consoles.get("mail")?.prompt).toBe("root@mail:~# ");
    type(world, "mail", "cd /etc");
    perform(world, { key: { host: "mail", key: "C-d" } });
    expect(screen(world, "mail").slice(-2)).toEqual(["root@mail:/etc# ^D", ended]);
    expect(world.consoles.get("mail")?.prompt).toBe("root@mail:~# ");
  });

  it("has shells within shells, of which Ctrl-C ends none and Ctrl-D the inner one", () => {
    const world = smallWorld();
    type(world, "mail", "X=outer", "sh", "X=inner");
    perform(world, { key: { host: "mail", key: "C-c" } });
    expect(output(world, "echo $X")).toEqual(["inner"]);
    perform(world, { key: { host: "mail", key: "C-d" } });
    expect(output(world, "echo $X")).toEqual(["outer"]);
  });

  it.each(["(sh)", "sh | cat", "for a in 1; do (sh); done"])(
    "that %s has started alone gets Ctrl-C, and what waits for it goes on waiting",
    (line) => {
      const world = smallWorld();
      const processes = world.processes.size;
      type(world, "mail", line, line, "X=inner");
      perform(world, { key: { host: "mail", key: "C-c" } });
      expect(output(world, "echo $X")).toEqual(["inner"]);
      for (let times = 0; times < 2; times++) perform(world, { key: { host: "mail", key: "C-d" } });
      expect(output(world, "echo $X.")).toEqual(["."]);
      expect(world.processes.size).toBe(processes);
    },
  );

  it("takes with it what is at its keyboard when it's killed", () => {
    const world = smallWorld();
    const processes = world.processes.size;
    type(world, "mail", "echo $$ > pid", "(sh)", "kill -9 `cat pid`");
    expect(screen(world, "mail").slice(-1)).toEqual([ended]);
    expect(world.consoles.get("mail")?.prompt).toBe("root@mail:~# ");
    expect(world.processes.size).toBe(processes);
  });

  it("is left by a program that it has become, which Ctrl-C ends", () => {
    const world = smallWorld();
    type(world, "mail", "exec cat", "hi");
    expect(world.consoles.get("mail")?.prompt).toBeNull();
    perform(world, { key: { host: "mail", key: "C-c" } });
    expect(world.consoles.get("mail")?.prompt).toBe("root@mail:~# ");
  });

  it("gives what is typed to the program that is running, line by line", () => {
    expect(session(smallWorld(), "mail", "cat | cat", "a", "exit")).toEqual([
      "root@mail:~# cat | cat",
      "a",
      "a",
      "exit",
      "exit",
    ]);
  });

  it("waits for the rest of a command, until Ctrl-C or its end", () => {
    const world = smallWorld();
    expect(session(world, "mail", "if true", "then", "echo a; fi")).toEqual([
      "root@mail:~# if true",
      "> then",
      "> echo a; fi",
      "a",
    ]);
    type(world, "mail", "for x in a b", "do");
    perform(world, { key: { host: "mail", key: "C-c" } });
    expect(screen(world, "mail").at(-1)).toBe("> ^C");
    expect(session(world, "mail", "echo c")).toEqual(["root@mail:~# echo c", "c"]);
    type(world, "mail", "{ echo d");
    perform(world, { key: { host: "mail", key: "C-d" } });
    expect(screen(world, "mail").slice(-2)).toEqual([
      'sh: "}" is missing for the "{" that begins here (column 1)',
      ended,
    ]);
  });

  it("runs no line of a here-document, which it complains of once", () => {
    const world = smallWorld();
    const note =
      "(A larger shell can do that: type bash, then the line again. Here the document's lines are passed over.)";
    expect(session(world, "mail", "cat > f <<-'E F'; echo a", "rm -r /etc", "\tE", "echo $?")).toEqual([
      "root@mail:~# cat > f <<-'E F'; echo a",
      "sh: here-documents (<<) don't work in this shell (column 9)",
      note,
      "> rm -r /etc",
      "> \tE",
      "root@mail:~# echo $?",
      "2",
    ]);
    expect(session(world, "mail", "if cat <<E", "echo a", "E", "echo b")).toEqual([
      "root@mail:~# if cat <<E",
      "sh: here-documents (<<) don't work in this shell (column 8)",
      note,
      "> echo a",
      "> E",
      "root@mail:~# echo b",
      "b",
    ]);
    type(world, "mail", "cat <<E", "a");
    perform(world, { key: { host: "mail", key: "C-c" } });
    expect(session(world, "mail", "echo b").at(-1)).toBe("b");
    expect(output(world, "cat <<< a", "echo c").slice(2)).toEqual(["c"]);
    expect(output(world, "printf 'cat <<E\\necho a\\nE\\necho d\\n' | sh").slice(1)).toEqual(["d"]);
    expect(content(world, "mail", "/etc/passwd")).toContain("root:");
  });

  it("gives up the whole line at Ctrl-C", () => {
    const world = smallWorld();
    type(world, "mail", "cat; echo on");
    perform(world, { key: { host: "mail", key: "C-c" } });
    expect(screen(world, "mail").at(-1)).toBe("^C");
  });

  it("takes a pasted carriage return for a part of Enter", () => {
    expect(output(smallWorld(), "echo hi\r")).toEqual(["hi"]);
  });

  it("shows no prompt for a shell whose lines come from elsewhere", () => {
    const world = smallWorld();
    type(world, "mail", "cat | sh");
    expect(world.consoles.get("mail")?.prompt).toBeNull();
    expect(session(world, "mail", "echo $0")).toEqual(["echo $0", "sh"]);
  });

  it("leaves no process and no descriptor behind", () => {
    const world = smallWorld();
    type(world, "mail", "cat < no | cat > f | no | pwd", "echo a | cat | cat < /etc", "cat f f > g 2>&1");
    expect(
      [...world.processes.values()].map(({ argv, descriptors }) => [argv[0], [...descriptors.keys()]]),
    ).toEqual([
      ["svscan", [1, 2]],
      ["readproctitle", [0]],
      ["sh", [0, 1, 2]],
      ["sh", [0, 1, 2]],
      ["supervise", [1, 2]],
      ["tcpserver", [2]],
    ]);
  });
});
