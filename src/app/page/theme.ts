export const themes = ["system", "light", "dark"] as const;

export type Theme = (typeof themes)[number];

const key = "relay-lab-theme";

/** The theme that this browser has kept; the system's if it has none, or keeps nothing. */
export function readTheme(): Theme {
  try {
    const kept = localStorage.getItem(key);
    return themes.find((theme) => theme === kept) ?? "system";
  } catch {
    return "system";
  }
}

/** Shows the page in a theme, and keeps it if the browser lets us. */
export function applyTheme(theme: Theme): void {
  showTheme(theme);
  try {
    localStorage.setItem(key, theme);
  } catch {
    // The theme then holds for this page only, which needs no message.
  }
}

export function showTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}
