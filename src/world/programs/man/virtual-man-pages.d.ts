declare module "virtual:man-pages" {
  /** The text of each file of pages/, by its name, such as "tcprules.1". */
  export const pages: Readonly<Record<string, string>>;
}
