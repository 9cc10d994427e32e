/**
 * A language for development, `?lang=pseudo` and `?lang=pseudo-rtl`: English with accents and a third longer, so that one
 * sees words that do not come from the message files, and places too narrow for other languages.
 * @module
 */

const PLAIN = "aceilnosuyzACEILNOSUYZ";
const ACCENTED = "àçéïłñøšûýžÀÇÉÏŁÑØŠÛÝŽ";

/** A record of texts with each text distorted, also those that functions make. */
export function distort(texts: object): object {
  return Object.fromEntries(
    Object.entries(texts).map(([key, value]) => [key, distortValue(value)]),
  );
}

function distortValue(value: unknown): unknown {
  if (typeof value === "string") return distortText(value);
  if (typeof value === "function") {
    return (...values: unknown[]) => distortText(String(value(...values)));
  }
  return typeof value === "object" && value !== null ? distort(value) : value;
}

function distortText(text: string): string {
  if (text === "") return "";
  const accented = text.replace(/[A-Za-z]/g, (letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter);
  return accented + "·".repeat(Math.ceil(text.length / 3));
}
