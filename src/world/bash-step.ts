import * as v from "valibot";

const file = v.string();
const exitCode = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255));

/**
 * One thing that bash did for a typed line, in the order in which it did it. Texts are what `decodeText` makes of bytes;
 * file names are absolute or relative to the folder that bash stands in.
 */
export const bashStepSchema = v.union(
  [
    /** A file got this content. */
    v.strictObject({ write: v.strictObject({ file, text: v.string() }) }),
    /** This was added at a file's end. */
    v.strictObject({ append: v.strictObject({ file, text: v.string() }) }),
    /** A file or an empty folder was taken away. */
    v.strictObject({ remove: v.strictObject({ file }) }),
    v.strictObject({ makeFolder: v.strictObject({ file }) }),
    /** A file got another name. */
    v.strictObject({ rename: v.strictObject({ from: file, to: file }) }),
    /** A program of the world was run to its end. */
    v.strictObject({
      run: v.strictObject({
        argv: v.pipe(v.array(v.string()), v.minLength(1)),
        /** What is different from bash's own environment; null for a variable that isn't there. */
        environment: v.record(v.string(), v.nullable(v.string())),
        folder: file,
        /** Its standard input; null if it got the console's keyboard and screen. */
        input: v.nullable(v.string()),
      }),
    }),
    /** Bash wrote this to its standard output, or to standard error. */
    v.strictObject({ out: v.string() }),
    v.strictObject({ err: v.string() }),
    /** The line is done. */
    v.strictObject({
      end: v.strictObject({
        code: exitCode,
        /** The folder that bash stands in then. */
        folder: file,
        /**
         * What comes then: the next line; a line that goes on with this one; nothing, since bash has ended; or the next
         * line, and of this one bash remembers nothing, since it was cut off.
         */
        then: v.picklist(["next", "more", "exit", "cut"]),
      }),
    }),
  ],
  "expected one of write, append, remove, makeFolder, rename, run, out, err, end, with what belongs to it",
);

export type BashStep = v.InferOutput<typeof bashStepSchema>;
