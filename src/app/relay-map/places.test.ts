import { expect, it } from "vitest";
import { readPlace } from "./places.ts";
import { rangeName } from "./words.ts";

it.each([
  ["192.0.2.7", "192.0.2.7"],
  [" 192.0.2.7 ", "192.0.2.7"],
  ["10.0.0.0/8", "10.0.0.0/8"],
  ["10.1.2.3/8", "10.0.0.0/8"],
  ["10/8", "10.0.0.0/8"],
  ["0.0.0.0/0", "all of IPv4"],
  ["10.0.0.1 - 10.0.0.9", "10.0.0.1-10.0.0.9"],
  ["10.0.0.1–10.0.0.9", "10.0.0.1-10.0.0.9"],
  ["192.168.5.", "192.168.5.0/24"],
  ["192.168", "192.168.0.0/16"],
  ["10", "10.0.0.0/8"],
  ["255.255.255.255/32", "255.255.255.255"],
])("reads %s", (text, wanted) => {
  const place = readPlace(text);
  expect(place === null ? null : rangeName(place)).toBe(wanted);
});

it.each([
  "",
  "mail.example",
  "256",
  "10.0.0.0/33",
  "10.0.0.9-10.0.0.1",
  "1.2.3.4.5",
  "1..2",
  "-",
  "/8",
  "10.0.0.0/8/9",
])("takes %j for no place", (text) => {
  expect(readPlace(text)).toBeNull();
});
