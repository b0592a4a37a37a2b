export { readPalette, watchPalette, type Palette } from "./palette.ts";
