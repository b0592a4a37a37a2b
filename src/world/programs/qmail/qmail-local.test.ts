import { describe, expect, test } from "vitest";
import { filesIn, mailWorld, record, send } from "../../mail.test-kit.ts";
import { content, output, type } from "../../world.test-kit.ts";

/** What became of a message for ann, whose files are these after root has typed lines. */
function fateAfter(files: Readonly<Record<string, string>>, ...lines: readonly string[]): string {
  const world = mailWorld({ mail: files });
  type(world, "mail", ...lines);
  send(world, "ann@ours.example");
  return (
    record(world)
      .find((line) => line.startsWith("delivery 1: "))
      ?.slice("delivery 1: ".length) ?? "none"
  );
}

const toMbox = { "/home/ann/.qmail": "./Mailbox\n" };

describe("a delivery is made as the user", () => {
  test("whose maildir root has made for itself: it can't be entered", () => {
    expect(fateAfter({}, "rm -rf /home/ann/Maildir", "maildirmake /home/ann/Maildir")).toBe(
      "deferral: Unable_to_chdir_to_maildir._(#4.2.1)/",
    );
  });

  test("who may enter a maildir of root's, but leave nothing there", () => {
    expect(
      fateAfter(
        {},
        "rm -rf /home/ann/Maildir",
        "mkdir /home/ann/Maildir /home/ann/Maildir/tmp /home/ann/Maildir/new /home/ann/Maildir/cur",
      ),
    ).toBe("deferral: Temporary_error_on_maildir_delivery._(#4.3.0)/");
  });

  test("who can't leave anything in a new/ of root's", () => {
    expect(fateAfter({}, "chown root:root /home/ann/Maildir/new", "chmod 700 /home/ann/Maildir/new")).toBe(
      "deferral: Temporary_error_on_maildir_delivery._(#4.3.0)/",
    );
  });

  test("who can't write to an mbox of root's", () => {
    expect(fateAfter(toMbox, "touch /home/ann/Mailbox")).toBe(
      "deferral: Unable_to_open_./Mailbox:_access_denied._(#4.2.1)/",
    );
  });

  test("who is none for qmail if another has his home", () => {
    expect(fateAfter(toMbox, "chown root /home/ann")).toBe(
      "failure: Sorry,_no_mailbox_here_by_that_name._(#5.1.1)/",
    );
  });

  test("who can't write to root's files", () => {
    const world = mailWorld({ mail: { "/home/ann/.qmail": "/etc/passwd\n|echo x >> /etc/passwd\n" } });
    const before = content(world, "mail", "/etc/passwd");
    send(world, "ann@ours.example");
    expect(content(world, "mail", "/etc/passwd")).toBe(before);
    expect(record(world)).toContain(
      "delivery 1: deferral: Unable_to_open_/etc/passwd:_access_denied._(#4.2.1)/",
    );
  });

  test("who can't read his .qmail file: it isn't taken for none", () => {
    expect(fateAfter(toMbox, "chown root /home/ann/.qmail", "chmod 600 /home/ann/.qmail")).toBe(
      "deferral: Unable_to_open_.qmail:_access_denied._(#4.3.0)/",
    );
  });

  test("who can't enter his home", () => {
    expect(fateAfter({}, "chmod 600 /home/ann")).toBe(
      "deferral: Unable_to_switch_to_/home/ann:_access_denied._(#4.3.0)/",
    );
  });

  test("to whom what is new belongs, and to nobody else", () => {
    const world = mailWorld({ mail: { "/home/ann/.qmail": "./Mailbox\n./Maildir/\n" } });
    send(world, "ann@ours.example");
    expect(filesIn(world, "mail", "/home/ann/Maildir/new")).toHaveLength(1);
    expect(
      output(world, "ls -l /home/ann/Mailbox", "ls -l /home/ann/Maildir/new").map((line) =>
        line.slice(0, 16),
      ),
    ).toEqual(["-rw------- 1 ann", "-rw------- 1 ann"]);
  });
});
