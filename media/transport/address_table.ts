/**
 * Numbers for the addresses that ICE checks have proven, so that the packet path handles integers. A number is given once
 * per address, counted by its users, and given anew when nobody uses it.
 * @module
 */
import { parseIp } from "./address.ts";
import {
  addAddress,
  type AddressIndex,
  createAddressIndex,
  removeAddress,
} from "./address_index.ts";

/** Where datagrams come from or go to. */
export interface Endpoint {
  /** As the socket wrote it: IPv4-mapped addresses keep their prefix, so that answers leave as the question came. */
  readonly ip: string;
  readonly port: number;
}

/** The table of one UDP port. */
export interface AddressTable {
  /** By port number, then by IP. */
  readonly numbers: Map<number, Map<string, number>>;
  /** By number; undefined where the number is free. */
  readonly endpoints: (Endpoint | undefined)[];
  /** The same numbers by the bytes of their addresses. */
  readonly index: AddressIndex;
  readonly uses: number[];
  readonly free: number[];
}

/** Makes an empty table. */
export function createAddressTable(): AddressTable {
  return {
    numbers: new Map(),
    endpoints: [],
    index: createAddressIndex(),
    uses: [],
    free: [],
  };
}

/** Number of an address, or undefined for a stranger. */
export function numberOf(table: AddressTable, ip: string, port: number): number | undefined {
  return table.numbers.get(port)?.get(ip);
}

/** Address of a number, or undefined if it is not in use. */
export function endpointOf(table: AddressTable, number: number): Endpoint | undefined {
  return table.endpoints[number];
}

/**
 * Gives an address its number, the same if it has one, and counts one more user. Throws `RangeError` if `ip` is not the text
 * of an IP address.
 */
export function retainAddress(table: AddressTable, ip: string, port: number): number {
  const known = numberOf(table, ip, port);
  if (known !== undefined) {
    table.uses[known]!++;
    return known;
  }
  const bytes = parseIp(ip);
  if (bytes === null) throw new RangeError(`not an IP address: ${ip}`);
  const number = table.free.pop() ?? table.endpoints.length;
  table.endpoints[number] = { ip, port };
  table.uses[number] = 1;
  let byIp = table.numbers.get(port);
  if (byIp === undefined) table.numbers.set(port, byIp = new Map());
  byIp.set(ip, number);
  addAddress(table.index, number, bytes, port);
  return number;
}

/** Counts one user less; the last one frees the number. Throws `RangeError` for a number not in use. */
export function releaseAddress(table: AddressTable, number: number): void {
  const endpoint = endpointOf(table, number);
  if (endpoint === undefined) throw new RangeError(`address number ${number} is not in use`);
  if (--table.uses[number]! > 0) return;
  const { ip, port } = endpoint;
  const byIp = table.numbers.get(port)!;
  byIp.delete(ip);
  if (byIp.size === 0) table.numbers.delete(port);
  removeAddress(table.index, number);
  table.endpoints[number] = undefined;
  table.free.push(number);
}
