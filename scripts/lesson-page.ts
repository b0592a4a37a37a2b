import type { Block, Inline, Lesson } from "../src/course/index.ts";

/** Where a page stands: its folder from the site's front page, "" being that page itself, others ending in "/". */
export interface PagePlace {
  readonly path: string;
  /** The same page's one true place, if it can be had at several. */
  readonly canonicalPath: string;
}

/**
 * A lesson's page: a whole HTML document that can be read and printed without JavaScript, and that becomes the workbench
 * with it.
 */
export function lessonPage(lesson: Lesson, { path, canonicalPath }: PagePlace): string {
  const up = "../".repeat(path.split("/").length - 1);
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content" />
    <meta name="color-scheme" content="light dark" />
    <meta
      http-equiv="Content-Security-Policy"
      content="default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; worker-src 'self'; img-src 'self' data:; connect-src 'self'"
    />
    <title>${escapeHtml(lesson.title)} · Relay Lab</title>
    <meta name="description" content="${escapeHtml(lesson.idea)}" />
    <link rel="canonical" href="${up}${canonicalPath}" />
    <link rel="icon" href="${up}icon.svg" type="image/svg+xml" />
    <script type="module">
      import "/src/app/look/look.css";
      import { fetchAnswers, lesson } from "virtual:lesson/${lesson.id}";
      import { openWorkbench } from "/src/app/main.ts";
      openWorkbench(lesson, fetchAnswers);
    </script>
  </head>
  <body>
    <div id="app" data-home="${up === "" ? "./" : up}">
      <main class="reading">
        <p>Relay Lab · ${escapeHtml(lesson.part.title)}</p>
        <h1>${escapeHtml(lesson.title)}</h1>
        <noscript><p>The consoles and the editor of this page need JavaScript; the lesson can be read without.</p></noscript>
        ${lesson.introduction.map(blockHtml).join("\n        ")}
        ${lesson.steps.map((step, index) => stepHtml(step, index + 1)).join("\n        ")}
      </main>
    </div>
  </body>
</html>
`;
}

function stepHtml({ title, body }: Lesson["steps"][number], number: number): string {
  return `<section><h2>${String(number)}. ${escapeHtml(title)}</h2>${body.map(blockHtml).join("\n")}</section>`;
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return `<p>${inlineHtml(block.children)}</p>`;
    case "heading":
      return `<h3>${inlineHtml(block.children)}</h3>`;
    case "quote":
      return `<blockquote>${block.children.map(blockHtml).join("")}</blockquote>`;
    case "code":
      return `<pre><code>${escapeHtml(block.text)}</code></pre>`;
    case "list": {
      const tag = block.isOrdered ? "ol" : "ul";
      const items = block.items.map((item) => `<li>${item.map(blockHtml).join("")}</li>`);
      return `<${tag}>${items.join("")}</${tag}>`;
    }
  }
}

function inlineHtml(children: readonly Inline[]): string {
  return children
    .map((child) => {
      switch (child.kind) {
        case "text":
          return escapeHtml(child.text);
        case "code":
          return `<code>${escapeHtml(child.text)}</code>`;
        case "emphasis":
          return `<em>${inlineHtml(child.children)}</em>`;
        case "strong":
          return `<strong>${inlineHtml(child.children)}</strong>`;
        case "link":
          return `<a href="${escapeHtml(child.href)}">${inlineHtml(child.children)}</a>`;
      }
    })
    .join("");
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[mark] ?? "&quot;");
}
