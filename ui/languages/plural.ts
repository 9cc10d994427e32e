/**
 * The forms of words that go with a number.
 * @module
 */
import { locale } from "./locale.ts";

/**
 * One text for each kind of number that a language tells apart, by the names of CLDR: English has `one` and `other`,
 * Chinese only `other`, Arabic all six. What is missing takes the form of `other`.
 */
export type PluralForms =
  & { readonly other: string }
  & { readonly [category in Exclude<Intl.LDMLPluralRule, "other">]?: string };

const rulesOf = new Map<string, Intl.PluralRules>();

/** Chooses the form for a count by the rules of the language in use. */
export function plural(count: number, forms: PluralForms): string {
  const tag = locale.value;
  let rules = rulesOf.get(tag);
  if (rules === undefined) {
    rules = new Intl.PluralRules(tag);
    rulesOf.set(tag, rules);
  }
  return forms[rules.select(count)] ?? forms.other;
}
