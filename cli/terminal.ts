/**
 * Where commands read and write: the process's own streams, or a test's.
 * @module
 */

/** The streams of a command. */
export interface Terminal {
  /** Writes to standard output. */
  print(text: string): void;
  /** Writes a line to standard error. */
  complain(text: string): void;
  /** All of standard input, as text. */
  readAll(): Promise<string>;
  /** A line that is not to be seen: typed by somebody who was asked for it, or the first of standard input. */
  readSecret(question: string): Promise<string>;
}

/** The streams of this process. */
export function createTerminal(): Terminal {
  return {
    print: (text) => write(Deno.stdout, text),
    complain: (text) => write(Deno.stderr, `lectern: ${text}\n`),
    readAll: async () => await new Response(Deno.stdin.readable).text(),
    async readSecret(question) {
      if (!Deno.stdin.isTerminal()) {
        return (await new Response(Deno.stdin.readable).text()).split(/\r?\n/)[0]!;
      }
      write(Deno.stderr, `${question}: `);
      const line = await readHidden();
      write(Deno.stderr, "\n");
      return line;
    },
  };
}

const ENTER = [10, 13];
const ERASE = [8, 127];
const CANCEL = [3, 4];

/** Reads a line from a terminal without showing it. Ends the program where somebody gives up. */
async function readHidden(): Promise<string> {
  const typed: number[] = [];
  const buffer = new Uint8Array(1);
  Deno.stdin.setRaw(true);
  try {
    while (await Deno.stdin.read(buffer) !== null) {
      const byte = buffer[0]!;
      if (ENTER.includes(byte)) break;
      if (CANCEL.includes(byte)) {
        Deno.stdin.setRaw(false);
        Deno.exit(130);
      }
      if (ERASE.includes(byte)) eraseLast(typed);
      else typed.push(byte);
    }
  } finally {
    Deno.stdin.setRaw(false);
  }
  return new TextDecoder().decode(new Uint8Array(typed));
}

/** Takes the last character away, with all its bytes in UTF-8. */
function eraseLast(bytes: number[]): void {
  while (bytes.length > 0 && (bytes.pop()! & 0xc0) === 0x80);
}

function write(stream: { writeSync(bytes: Uint8Array): number }, text: string): void {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length;) at += stream.writeSync(bytes.subarray(at));
}
