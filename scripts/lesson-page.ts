import type { Block, Inline, Lesson } from "../src/course/index.ts";
import { escapeHtml, htmlDocument, type PagePlace } from "./document.ts";

/** A lesson's page: its text, and the workbench with it. */
export function lessonPage(lesson: Lesson, place: PagePlace): string {
  return htmlDocument(place, {
    title: lesson.title,
    description: lesson.idea,
    script: `import { fetchAnswers, lesson } from "virtual:lesson/${lesson.id}";
      import { openWorkbench } from "/src/app/main.ts";
      openWorkbench(lesson, fetchAnswers);`,
    text: `<p>Relay Lab · ${escapeHtml(lesson.part.title)}</p>
        <h1>${escapeHtml(lesson.title)}</h1>
        <noscript><p>The consoles and the editor of this page need JavaScript; the lesson can be read without.</p></noscript>
        ${lesson.introduction.map(blockHtml).join("\n        ")}
        ${lesson.steps.map((step, index) => stepHtml(step, index + 1)).join("\n        ")}`,
  });
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
