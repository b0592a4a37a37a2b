/** Domains of providers at which everybody has friends, and which nobody but the provider hosts. */
export const PROVIDERS: ReadonlySet<string> = new Set([
  "aol.com",
  "gmail.com",
  "gmx.de",
  "gmx.net",
  "googlemail.com",
  "hotmail.com",
  "icloud.com",
  "live.com",
  "mail.ru",
  "msn.com",
  "outlook.com",
  "t-online.de",
  "web.de",
  "yahoo.com",
  "yandex.ru",
]);
