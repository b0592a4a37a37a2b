// The arrows between the folders (see ARCHITECTURE.md). "May import" is transitive towards the pure parts: whoever may
// import course may import engine, world and audit too, since app and cli are thin doors to them.
const MAY_IMPORT = {
  engine: [],
  world: ["engine"],
  audit: ["engine"],
  course: ["engine", "world", "audit"],
  languages: ["engine", "audit"],
  app: ["engine", "world", "audit", "course", "languages"],
  embed: ["engine", "world", "audit", "course"],
  instructor: ["engine", "world", "audit", "course"],
  cli: ["engine", "world", "audit", "course"],
};
const PURE = "^src/(engine|world|audit|course)/";
/** A test may import whatever shows its fact. */
const TEST = "\\.test(-kit)?\\.ts$";

const arrows = Object.entries(MAY_IMPORT).map(([folder, others]) => ({
  name: `arrow-${folder}`,
  comment: `src/${folder} imports ${others.join(", ") || "nothing"} of src.`,
  severity: "error",
  from: { path: `^src/${folder}/`, pathNot: TEST },
  to: { path: "^src/", pathNot: `^src/(${[folder, ...others].join("|")})/` },
}));

const deep = {
  severity: "error",
  comment: "Of another folder only index.ts is to be imported: it is that folder's interface.",
};

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...arrows,
    {
      name: "known-folder",
      comment: "A new folder of src/ needs a line in MAY_IMPORT.",
      severity: "error",
      from: { path: "^src/", pathNot: `^src/(${Object.keys(MAY_IMPORT).join("|")})/` },
      to: {},
    },
    {
      ...deep,
      name: "deep-import-across",
      from: { path: "^src/([^/]+)/", pathNot: TEST },
      to: { path: "^src/", pathNot: ["^src/$1/", "/index\\.ts$"], dependencyTypesNot: ["dynamic-import"] },
    },
    {
      ...deep,
      name: "deep-import-within",
      from: { path: "^src/([^/]+)/([^/]+)/", pathNot: TEST },
      to: {
        path: "^src/$1/[^/]+/",
        pathNot: ["^src/$1/$2/", "/index\\.ts$"],
        dependencyTypesNot: ["dynamic-import"],
      },
    },
    {
      ...deep,
      name: "deep-import-down",
      from: { path: "^src/([^/]+)/[^/]+$", pathNot: TEST },
      to: { path: "^src/$1/[^/]+/", pathNot: "/index\\.ts$", dependencyTypesNot: ["dynamic-import"] },
    },
    {
      name: "programs-inside-the-world",
      comment: "A program and the shell see the world through their WorldSystem only (src/world/process.ts).",
      severity: "error",
      from: { path: "^src/world/(programs|shell)/", pathNot: [TEST, "^src/world/programs/more\\.ts$"] },
      to: { path: "^src/world/(processes|runs|probes|copies)/" },
    },
    {
      name: "circular",
      comment: "Neither of two files that import each other can be read first.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "engine-without-packages",
      comment: "The engine has no dependencies.",
      severity: "error",
      from: { path: "^src/engine/", pathNot: TEST },
      to: { path: "node_modules" },
    },
    {
      name: "node-only-in-cli",
      comment: "All but the lab command runs in a browser.",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/cli/", TEST] },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "screen-only-in-app",
      comment:
        "Svelte, xterm and Monaco belong to the app. The Monaco adapter of languages/ takes Monaco as an argument and so imports its types only.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(app|languages)/" },
      to: { path: "node_modules/(svelte|@xterm|monaco-editor)/" },
    },
    {
      name: "screen-types-only-in-languages",
      comment: "See screen-only-in-app.",
      severity: "error",
      from: { path: "^src/languages/" },
      to: { path: "node_modules/(svelte|@xterm|monaco-editor)/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "src-on-its-own",
      comment: "What is shipped imports nothing of what only builds or tests it.",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(scripts|tests|e2e)/" },
    },
    {
      name: "scripts-pure-only",
      comment:
        "A script may use the pure parts, and the way in which the lab command reads lessons from a disk.",
      severity: "error",
      from: { path: "^scripts/" },
      to: { path: "^(src|tests|e2e)/", pathNot: [PURE, "^src/cli/lessons-on-disk\\.ts$"] },
    },
    {
      name: "unresolvable",
      comment: "The import leads nowhere.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^virtual:" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "browser", "types", "default"],
    },
  },
};
