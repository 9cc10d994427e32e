/**
 * Completion scripts for shells, made of the table of commands. Each asks nothing of the program: all words are in the script.
 * @module
 */
import type { Command } from "./command.ts";

/** Shells that we have a script for. */
export const SHELLS = ["bash", "zsh", "fish"] as const;

/** One of them. */
export type Shell = (typeof SHELLS)[number];

/** Whether a word names a shell. */
export function isShell(word: string): word is Shell {
  return (SHELLS as readonly string[]).includes(word);
}

/** The script for a shell. `serveOptions` are those of the server itself, without dashes. */
export function completionScript(
  shell: Shell,
  commands: readonly Command[],
  serveOptions: readonly string[],
): string {
  switch (shell) {
    case "bash":
      return bash(commands, serveOptions);
    case "zsh":
      return `#compdef lectern\nautoload -U +X bashcompinit && bashcompinit\n` +
        bash(commands, serveOptions);
    case "fish":
      return fish(commands, serveOptions);
  }
}

function bash(commands: readonly Command[], serveOptions: readonly string[]): string {
  const cases = [...topics(commands)].map(([first, seconds]) =>
    seconds.length === 0 ? "" : `      ${first}) words="${seconds.join(" ")}" ;;\n`
  ).join("");
  const options = commands.map(({ words, options }) =>
    `      "${words}") words="${dashed(options.map(({ name }) => name))}" ;;\n`
  ).join("");
  return `_lectern() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words=""
  if [[ $COMP_CWORD -eq 1 && $current != -* ]]; then
    words="${[...topics(commands).keys()].join(" ")}"
  elif [[ $COMP_CWORD -eq 2 && $current != -* ]]; then
    case "\${COMP_WORDS[1]}" in
${cases}    esac
  elif [[ $current == -* ]]; then
    case "\${COMP_WORDS[1]} \${COMP_WORDS[2]}" in
${options}    esac
    case "\${COMP_WORDS[1]}" in
${options}      serve|-*) words="${dashed(serveOptions)}" ;;
    esac
  fi
  if [[ -n $words ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  else
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}
complete -o filenames -F _lectern lectern
`;
}

function fish(commands: readonly Command[], serveOptions: readonly string[]): string {
  const lines = ["complete -c lectern -e"];
  for (const [first, seconds] of topics(commands)) {
    lines.push(`complete -c lectern -n __fish_use_subcommand -f -a ${first}`);
    if (seconds.length === 0) continue;
    const fresh = `__fish_seen_subcommand_from ${first}; and not ` +
      `__fish_seen_subcommand_from ${seconds.join(" ")}`;
    lines.push(`complete -c lectern -n '${fresh}' -f -a '${seconds.join(" ")}'`);
  }
  for (const { words, options } of commands) {
    const seen = words.split(" ").map((word) => `__fish_seen_subcommand_from ${word}`)
      .join("; and ");
    for (const { name, argument } of options) {
      const value = argument === null ? "" : " -r";
      lines.push(`complete -c lectern -n '${seen}' -l ${name}${value}`);
    }
  }
  for (const name of serveOptions) {
    lines.push(`complete -c lectern -n '__fish_seen_subcommand_from serve' -l ${name}`);
  }
  return lines.join("\n") + "\n";
}

/** First words, each with the second ones that may follow. */
function topics(commands: readonly Command[]): Map<string, string[]> {
  const found = new Map<string, string[]>([["serve", []]]);
  for (const { words } of commands) {
    const [first = "", second] = words.split(" ");
    const seconds = found.get(first) ?? [];
    if (second !== undefined) seconds.push(second);
    found.set(first, seconds);
  }
  return found;
}

function dashed(names: readonly string[]): string {
  return names.map((name) => `--${name}`).join(" ");
}
