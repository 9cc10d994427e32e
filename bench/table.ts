/**
 * Tables on the terminal.
 * @module
 */

/** Prints rows in columns: the first flush left, the others flush right. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  for (const row of rows) {
    const cells = row.map((cell, i) =>
      i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)
    );
    print(cells.join("  "));
  }
}

/** Prints a line. */
export function print(line: string): void {
  // deno-lint-ignore no-console
  console.log(line);
}
