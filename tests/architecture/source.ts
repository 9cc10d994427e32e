/**
 * Source files as the house rules see them: their text, the same without comments, and the same without comments and
 * string contents, line by line in the same places.
 * @module
 */

/** One file of the repository. */
export interface Source {
  /** From the top of the repository, with forward slashes. */
  readonly path: string;
  /** As it stands on disk. */
  readonly text: string;
  /** Comments blanked out; line and column numbers stay. */
  readonly uncommented: string;
  /** Comments and the insides of strings, templates and regular expressions blanked out. */
  readonly code: string;
}

/** One `import`, `export … from` or `import()` of a file. */
export interface Import {
  readonly specifier: string;
  /** Whether it brings in types alone. */
  readonly typeOnly: boolean;
  /** Whether it hands names on (`export … from`). */
  readonly reExport: boolean;
  /** Counted from 1. */
  readonly line: number;
}

/** Makes a record of a file from its path and text. */
export function createSource(path: string, text: string): Source {
  return { path, text, ...blank(text) };
}

/**
 * Reads every file below `root` whose name ends in one of `endings`, in the order of their paths, leaving out folders
 * that hold nothing written here.
 */
export function readSources(root: string, endings: readonly string[]): Source[] {
  const sources: Source[] = [];
  const walk = (folder: string) => {
    for (const entry of Deno.readDirSync(root + "/" + folder)) {
      const path = folder + entry.name;
      if (entry.isDirectory) {
        if (!entry.name.startsWith(".") && entry.name !== "node_modules" && entry.name !== "dist") {
          walk(path + "/");
        }
      } else if (endings.some((ending) => entry.name.endsWith(ending))) {
        sources.push(createSource(path, Deno.readTextFileSync(root + "/" + path)));
      }
    }
  };
  walk("");
  return sources.sort((a, b) => a.path < b.path ? -1 : 1);
}

/** All that a file imports or hands on, in order. */
export function importsOf(source: Source): Import[] {
  const found: Import[] = [];
  const patterns = [
    /^[ \t]*(import|export)\b([^;"'()]*?)\bfrom\s*["']([^"']+)["']/gm,
    /^[ \t]*(import)()\s*["']([^"']+)["']/gm,
    /\b(import)()\(\s*["']([^"']+)["']/g,
  ];
  for (const pattern of patterns) {
    for (const match of source.uncommented.matchAll(pattern)) {
      const [, keyword = "", names = "", specifier = ""] = match;
      found.push({
        specifier,
        typeOnly: /^\s*type\b/.test(names),
        reExport: keyword === "export",
        line: lineAt(source.text, match.index),
      });
    }
  }
  return found.sort((a, b) => a.line - b.line);
}

/** The number of the line, from 1, that holds the character at `index`. */
export function lineAt(text: string, index: number): number {
  let line = 1;
  for (let i = 0; i < index; i++) {
    if (text.charCodeAt(i) === 10) line++;
  }
  return line;
}

/**
 * Blanks comments, and strings besides. It knows strings, templates with what they enclose, comments, and regular
 * expressions by what stands before them; that is enough for formatted code, and a slip ends at the end of its line.
 */
function blank(text: string): { uncommented: string; code: string } {
  const uncommented = text.split("");
  const code = text.split("");
  const erase = (target: string[], from: number, to: number) => {
    for (let i = from; i < to; i++) if (target[i] !== "\n") target[i] = " ";
  };
  /** Depth of braces inside each open `${`. */
  const templates: number[] = [];
  let before = "";
  let at = 0;
  while (at < text.length) {
    const char = text[at]!;
    let end = at + 1;
    if (char === "/" && text[at + 1] === "/") {
      end = endOr(text.indexOf("\n", at), text);
      erase(uncommented, at, end);
      erase(code, at, end);
    } else if (char === "/" && text[at + 1] === "*") {
      end = endOr(text.indexOf("*/", at + 2), text, 2);
      erase(uncommented, at, end);
      erase(code, at, end);
    } else if (char === '"' || char === "'") {
      end = endOfLiteral(text, at, char);
      erase(code, at + 1, end - 1);
      before = char;
    } else if (char === "`" || (char === "}" && templates.at(-1) === 0)) {
      if (char === "}") templates.pop();
      end = endOfTemplate(text, at + 1);
      if (text[end - 1] === "{") templates.push(0);
      erase(code, at + 1, end - 1);
      before = "`";
    } else if (char === "/" && (before === "" || "(,=:[!&|?{};+>".includes(before))) {
      end = endOfLiteral(text, at, "/");
      erase(code, at + 1, end - 1);
      before = "/";
    } else {
      if (templates.length > 0) {
        if (char === "{") templates[templates.length - 1]!++;
        if (char === "}") templates[templates.length - 1]!--;
      }
      if (char.trim() !== "") before = char;
    }
    at = end;
  }
  return { uncommented: uncommented.join(""), code: code.join("") };
}

function endOr(index: number, text: string, width = 0): number {
  return index < 0 ? text.length : index + width;
}

/** Past the closing quote (or slash) of the literal that opens at `at`, or the end of the line. */
function endOfLiteral(text: string, at: number, quote: string): number {
  let inClass = false;
  for (let i = at + 1; i < text.length; i++) {
    const char = text[i];
    if (char === "\n") return i;
    if (char === "\\") i++;
    else if (quote === "/" && char === "[") inClass = true;
    else if (quote === "/" && char === "]") inClass = false;
    else if (char === quote && !inClass) return i + 1;
  }
  return text.length;
}

/** Past the closing backtick of a template, or past the `${` that interrupts it. */
function endOfTemplate(text: string, at: number): number {
  for (let i = at; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === "`") return i + 1;
    else if (text[i] === "$" && text[i + 1] === "{") return i + 2;
  }
  return text.length;
}
