import comments from "@eslint-community/eslint-plugin-eslint-comments/configs";
import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import { defineConfig } from "eslint/config";
import globals from "globals";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

const TESTS = ["**/*.test.{ts,mjs}", "bench/**", "tests/**", "e2e/**"];
const CONFIGS = ["*.config.{js,ts}", "*.cjs"];
const PURE = ["src/engine/**/*.ts", "src/world/**/*.ts", "src/audit/**/*.ts", "src/course/**/*.ts"];

/** Syntax that no file has. A later block that forbids more must repeat these, since rules don't add up. */
const FORBIDDEN = [
  { selector: "TSEnumDeclaration", message: "Use a union of string literals." },
  { selector: "ExportDefaultDeclaration", message: "Use a named export." },
  {
    selector:
      ":matches(FunctionDeclaration, MethodDefinition > FunctionExpression) > Identifier.params[typeAnnotation.typeAnnotation.type='TSBooleanKeyword']",
    message: "A bare true says nothing where it is passed: use an options object, a union or two functions.",
  },
];

/** The pure folders get time, randomness and bytes as arguments: same inputs, same trace, in any locale. */
const IMPURE_NAMES = [
  "Date",
  "Intl",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "queueMicrotask",
  "console",
  "process",
  "crypto",
  "performance",
  "fetch",
  "Buffer",
  "TextDecoder",
  "TextEncoder",
  "globalThis",
];
const IMPURE_SYNTAX = [
  {
    selector: "MemberExpression[property.name=/^(toLocale.*|localeCompare)$/]",
    message: "What it gives depends on the machine's locale.",
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: "Randomness comes from the world's seed.",
  },
];

export default defineConfig(
  { ignores: ["dist/", "build/", "coverage/", "test-results/", "playwright-report/"] },
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  svelte.configs.recommended,
  comments.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error", reportUnusedInlineConfigs: "error" },
    languageOptions: { parserOptions: { projectService: true, extraFileExtensions: [".svelte"] } },
    rules: {
      "@eslint-community/eslint-comments/require-description": "error",
      "@eslint-community/eslint-comments/no-use": [
        "error",
        { allow: ["eslint-disable-line", "eslint-disable-next-line"] },
      ],
      "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "never" }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // A program that never waits is a generator all the same.
      "require-yield": "off",
      "no-restricted-syntax": ["error", ...FORBIDDEN],
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  { files: ["src/**"], rules: { "max-lines": ["error", 400] } },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { globals: globals.browser, parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      "svelte/no-at-html-tags": "error",
      "prefer-const": "off",
      "svelte/prefer-const": "error",
      // `void value` tells Svelte that an effect depends on it.
      "@typescript-eslint/no-meaningless-void-operator": "off",
    },
  },
  {
    // What a component exports is `any` to ESLint, which doesn't compile components; svelte-check knows its types.
    files: ["**/*.svelte"],
    rules: {
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
  {
    files: PURE,
    ignores: TESTS,
    rules: {
      "no-restricted-globals": ["error", ...IMPURE_NAMES],
      "no-restricted-syntax": ["error", ...FORBIDDEN, ...IMPURE_SYNTAX],
    },
  },
  {
    files: [...TESTS, "src/engine/bytes/**"],
    rules: { "@typescript-eslint/consistent-type-assertions": "off" },
  },
  {
    // Bytes on the wire are what many tests are about.
    files: TESTS,
    rules: { "no-control-regex": "off" },
  },
  {
    files: CONFIGS,
    languageOptions: { globals: globals.node },
    rules: { "no-restricted-syntax": ["error", ...FORBIDDEN.slice(0, 1)] },
  },
  { files: ["{scripts,bench}/**/*.mjs"], languageOptions: { globals: globals.node } },
  {
    // Plain JavaScript: dependency-cruiser can't read a typed configuration.
    files: ["*.cjs"],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { sourceType: "commonjs", parserOptions: { projectService: false } },
  },
);
