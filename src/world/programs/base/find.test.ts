import { expect, it } from "vitest";
import { output, smallWorld } from "../../world.test-kit.ts";

const files = {
  mail: {
    "/root/d/a.txt": "one\n",
    "/root/d/b.cdb": "",
    "/root/d/e/c.TXT": "x".repeat(600),
    "/root/d/e/.h": "",
    "/root/d/empty/x": "",
  },
};

// From GNU findutils 4.9 and coreutils 9.1, but that what is in a folder comes in the order of its names.
it.each<readonly [string, readonly string[]]>([
  ["find d", ["d", "d/a.txt", "d/b.cdb", "d/e", "d/e/.h", "d/e/c.TXT", "d/empty", "d/empty/x"]],
  ["cd d/e; find; find . -type f", [".", "./.h", "./c.TXT", "./.h", "./c.TXT"]],
  [
    "find d -name '*.txt'; find d -iname '*.txt' -type f; find d/ -name e",
    ["d/a.txt", "d/a.txt", "d/e/c.TXT", "d/e"],
  ],
  ["find d -type d; find d -maxdepth 1 -mindepth 1 -type f", ["d", "d/e", "d/empty", "d/a.txt", "d/b.cdb"]],
  [
    "find d -name '*.cdb' -o -name '.h'; find d -type f ! -name '*[xX]*' -print",
    ["d/b.cdb", "d/e/.h", "d/b.cdb", "d/e/.h"],
  ],
  ["find d \\( -name a.txt -o -name x \\) -exec echo got {} \\;", ["got d/a.txt", "got d/empty/x"]],
  [
    "find d -size 4c; find d -size +1 -type f; find d -type f -empty -path '*e/*'",
    ["d/a.txt", "d/e/c.TXT", "d/e/.h"],
  ],
  [
    "touch -d '3 days ago' d/a.txt; find d -type f -mtime +1; find d -newer d/a.txt -name 'b*'; chown ann d/b.cdb; find d -user ann",
    ["d/a.txt", "d/b.cdb", "d/b.cdb"],
  ],
  [
    "find d/empty -delete; ls d; find d/e -name '*.TXT' -print0 | tr '\\0' ,; echo",
    ["a.txt", "b.cdb", "e", "d/e/c.TXT,"],
  ],
  ["find no; echo $?", ["find: 'no': No such file or directory", "1"]],
  [
    "find d -foo; find d -name; find d x -type q; find -name a b",
    [
      "find: unknown predicate '-foo'",
      "find: missing argument to '-name'",
      "find: Unknown argument to -type: q",
      "find: paths must precede expression: 'b'",
    ],
  ],
  [
    "find d -name x -exec nosuch {} \\;; find d -exec echo {} +",
    [
      "find: 'nosuch': No such file or directory",
      "find: -exec ... + doesn't work here: write \\; at its end",
    ],
  ],
  ["find d -type f -name '*.txt' | xargs cat; find d -name x | xargs -I % echo [%]", ["one", "[d/empty/x]"]],
  [
    "echo a b c d e | xargs -n 2; echo 'a  \"b c\" d\\ e' | xargs printf '<%s>\\n'",
    ["a b", "c d", "e", "<a>", "<b c>", "<d e>"],
  ],
  [
    "printf '' | xargs echo none; printf '' | xargs -r echo none; echo x | xargs -t echo y",
    ["none", "echo y x", "y x"],
  ],
  [
    'echo x | xargs false; echo $?; echo x | xargs nosuch; echo $?; echo "it\'s" | xargs',
    [
      "123",
      "xargs: 'nosuch': No such file or directory",
      "127",
      "xargs: unmatched single or double quote; by default quotes are special to xargs unless you use the -0 option",
    ],
  ],
  [
    "echo a | xargs -n x; echo a | xargs -q",
    ['xargs: invalid number "x" for -n option', "xargs: invalid option -- 'q'"],
  ],
  [
    "basename /a/b.c; basename /a/b.c .c; basename a/; basename /; basename .c .c; basename -s .x -a p.x q.x",
    ["b.c", "b", "a", "/", ".c", "p", "q"],
  ],
  ["dirname /a/b a/b/ a / /a //a//b", ["/a", "a", ".", "/", "/", "//a"]],
  [
    "basename; basename a b c; dirname; dirname -z a",
    [
      "basename: missing operand",
      "basename: extra operand 'c'",
      "dirname: missing operand",
      "dirname: invalid option -- 'z'",
    ],
  ],
])("%s", (line, printed) => {
  expect(output(smallWorld(files), line)).toEqual(printed);
});
