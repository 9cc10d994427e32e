/**
 * Numbers of addresses by their bytes, as the system writes them behind a datagram: a hash table with open addressing in typed
 * arrays, so that looking one up makes no text and no object.
 *
 * An address is five words: its 16 bytes in network order read as four words of this machine, IPv4 as IPv4-mapped IPv6
 * (RFC 4291, section 2.5.5.2), and the two bytes of the port in network order read as a number of this machine.
 * @module
 */

/** Words per address. */
export const ADDRESS_WORDS = 5;

/** Third word of an IPv4-mapped address; the first two are 0. */
export const MAPPED_WORD = new Int32Array(Uint8Array.of(0, 0, 0xff, 0xff).buffer)[0]!;

const NOT_FOUND = -1;
const FIRST_SLOTS = 64;
const FIRST_NUMBERS = 32;

/** The index of one address table. */
export interface AddressIndex {
  /** `ADDRESS_WORDS` for each number; those of a free number are stale. */
  words: Int32Array;
  /** Numbers, each at the slot that its hash says or behind it; -1 where there is none. A power of two, half empty. */
  slots: Int32Array;
  count: number;
}

/** Makes an empty index. */
export function createAddressIndex(): AddressIndex {
  return {
    words: new Int32Array(FIRST_NUMBERS * ADDRESS_WORDS),
    slots: new Int32Array(FIRST_SLOTS).fill(NOT_FOUND),
    count: 0,
  };
}

/** Number of the address that these words are, or -1. */
export function findAddress(
  index: AddressIndex,
  ip0: number,
  ip1: number,
  ip2: number,
  ip3: number,
  port: number,
): number {
  const { slots, words } = index;
  const mask = slots.length - 1;
  let slot = hashOf(ip0, ip1, ip2, ip3, port) & mask;
  for (;;) {
    const number = slots[slot]!;
    if (number === NOT_FOUND) return NOT_FOUND;
    const at = number * ADDRESS_WORDS;
    if (
      words[at + 3] === ip3 && words[at + 4] === port && words[at + 2] === ip2 &&
      words[at + 1] === ip1 && words[at] === ip0
    ) return number;
    slot = (slot + 1) & mask;
  }
}

/** Adds an address, 4 or 16 bytes, under a number that is not in the index. */
export function addAddress(
  index: AddressIndex,
  number: number,
  ip: Uint8Array,
  port: number,
): void {
  if (index.count * 2 >= index.slots.length) growSlots(index);
  const at = number * ADDRESS_WORDS;
  if (at + ADDRESS_WORDS > index.words.length) {
    const words = new Int32Array(2 * (at + ADDRESS_WORDS));
    words.set(index.words);
    index.words = words;
  }
  writeWords(index.words, at, ip, port);
  takeSlot(index, number);
  index.count++;
}

/** Takes out a number that is in the index. */
export function removeAddress(index: AddressIndex, number: number): void {
  const { slots } = index;
  const mask = slots.length - 1;
  let hole = homeOf(index, number);
  while (slots[hole] !== number) hole = (hole + 1) & mask;
  index.count--;
  // Whatever stands behind the hole, and would be found only by passing it, moves up.
  for (let next = (hole + 1) & mask; slots[next] !== NOT_FOUND; next = (next + 1) & mask) {
    const home = homeOf(index, slots[next]!);
    if (((next - home) & mask) < ((next - hole) & mask)) continue;
    slots[hole] = slots[next]!;
    hole = next;
  }
  slots[hole] = NOT_FOUND;
}

function growSlots(index: AddressIndex): void {
  const numbers = index.slots.filter((number) => number !== NOT_FOUND);
  index.slots = new Int32Array(2 * index.slots.length).fill(NOT_FOUND);
  for (const number of numbers) takeSlot(index, number);
}

/** Puts a number, whose words are written, into the first free slot from its home on. */
function takeSlot(index: AddressIndex, number: number): void {
  const { slots } = index;
  const mask = slots.length - 1;
  let at = homeOf(index, number);
  while (slots[at] !== NOT_FOUND) at = (at + 1) & mask;
  slots[at] = number;
}

function homeOf({ words, slots }: AddressIndex, number: number): number {
  const at = number * ADDRESS_WORDS;
  return hashOf(words[at]!, words[at + 1]!, words[at + 2]!, words[at + 3]!, words[at + 4]!) &
    (slots.length - 1);
}

function writeWords(words: Int32Array, at: number, ip: Uint8Array, port: number): void {
  const bytes = new Uint8Array(4 * ADDRESS_WORDS);
  if (ip.length === 4) {
    bytes.set([0xff, 0xff], 10);
    bytes.set(ip, 12);
  } else {
    bytes.set(ip);
  }
  bytes[16] = port >>> 8;
  bytes[17] = port;
  const source = new Int32Array(bytes.buffer);
  source[4] = new Uint16Array(bytes.buffer)[8]!;
  words.set(source, at);
}

/** Mixes five words; the constants are those of MurmurHash3's final mix and of Fibonacci hashing. */
function hashOf(ip0: number, ip1: number, ip2: number, ip3: number, port: number): number {
  let hash = Math.imul(ip0, 0x9e3779b1) ^ ip1;
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) ^ ip2;
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) ^ ip3;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) ^ port;
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
