/** Where a page stands: its folder from the site's front page, "" being that page itself, others ending in "/". */
export interface PagePlace {
  readonly path: string;
  /** The same page's one true place, if it can be had at several. */
  readonly canonicalPath: string;
}

/** What a page consists of, beside what all have. */
export interface DocumentParts {
  readonly title: string;
  readonly description: string;
  /** What turns the text into the app: the body of a module. */
  readonly script: string;
  /** What can be read without that, as HTML. */
  readonly text: string;
}

/** Nothing is evaluated, and nothing comes from elsewhere. xterm and Monaco write styles into the page. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; worker-src 'self'; img-src 'self' data:; connect-src 'self'";

/** The way from a page to the site's front page: "" or "../" for each folder. */
export function wayUp({ path }: PagePlace): string {
  return "../".repeat(path.split("/").length - 1);
}

/** A whole HTML document that can be read and printed without JavaScript, and that becomes the app with it. */
export function htmlDocument(place: PagePlace, { title, description, script, text }: DocumentParts): string {
  const up = wayUp(place);
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content" />
    <meta name="color-scheme" content="light dark" />
    <meta http-equiv="Content-Security-Policy" content="${CONTENT_SECURITY_POLICY}" />
    <title>${escapeHtml(title)} · Relay Lab</title>
    <meta name="description" content="${escapeHtml(description)}" />
    <link rel="canonical" href="${up}${place.canonicalPath}" />
    <link rel="icon" href="${up}icon.svg" type="image/svg+xml" />
    <script type="module">
      import "/src/app/look/look.css";
      ${script}
    </script>
  </head>
  <body>
    <div id="app" data-home="${up === "" ? "./" : up}">
      <main class="reading">
        ${text}
      </main>
    </div>
  </body>
</html>
`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[mark] ?? "&quot;");
}
