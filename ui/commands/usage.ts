/**
 * How a slash word is written.
 * @module
 */
import { text } from "../text.ts";
import type { Parameter, ParameterKind, SlashWord } from "./command.ts";

/** The word with its parameters, those that may be left out in brackets: `kick NAME [TEXT]`. */
export function usageOf({ word, parameters }: Pick<SlashWord, "word" | "parameters">): string {
  return [word, ...parameters.map(describe)].join(" ");
}

function describe(parameter: Parameter): string {
  const name = text.slash.parameters[kindOf(parameter)];
  return isOptional(parameter) ? `[${name}]` : name;
}

/** The kind of a parameter, whether or not it may be left out. */
export function kindOf(parameter: Parameter): ParameterKind {
  return parameter.replace("?", "") as ParameterKind;
}

/** Whether a parameter may be left out. */
function isOptional(parameter: Parameter): boolean {
  return parameter.endsWith("?");
}
