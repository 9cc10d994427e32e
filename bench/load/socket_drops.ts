/**
 * Datagrams that the kernel dropped because a socket's buffer was full, from /proc/net/udp (proc_net_udp(5)).
 * @module
 */

/** How many were dropped on sockets bound to these ports so far. */
export function overflowedOn(ports: readonly number[]): number {
  return parseSocketDrops(Deno.readTextFileSync("/proc/net/udp"), ports);
}

/** The same, from the text of that file: `sl local_address rem_address … drops`, ports in hexadecimal. */
export function parseSocketDrops(text: string, ports: readonly number[]): number {
  let sum = 0;
  for (const line of text.split("\n").slice(1)) {
    const words = line.trim().split(/\s+/);
    const port = parseInt(words[1]?.split(":")[1] ?? "", 16);
    if (ports.includes(port)) sum += Number(words.at(-1));
  }
  return sum;
}
