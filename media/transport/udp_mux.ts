/**
 * Which session a datagram belongs to: by the address that an ICE check has proven, or, for the checks themselves, by our
 * user name fragment in them.
 * @module
 */
import { type AddressTable, createAddressTable, numberOf } from "./address_table.ts";
import { releaseAddress, retainAddress } from "./address_table.ts";
import type { Address } from "./address.ts";
import type { Session } from "./session.ts";

/** The sessions that share one UDP port. */
export interface UdpMux {
  readonly addresses: AddressTable;
  /** By number of the address. */
  readonly byAddress: (Session | undefined)[];
  readonly byUfrag: Map<string, Session>;
}

/** Makes a mux without sessions. */
export function createUdpMux(): UdpMux {
  return { addresses: createAddressTable(), byAddress: [], byUfrag: new Map() };
}

/** Lets a session's datagrams in from an address. Returns the address's number. */
export function admitAddress(mux: UdpMux, session: Session, address: Address): number {
  const number = retainAddress(mux.addresses, address.ip, address.port);
  mux.byAddress[number] = session;
  return number;
}

/** Takes back what `admitAddress` did. */
export function dismissAddress(mux: UdpMux, session: Session, address: Address): void {
  const number = numberOf(mux.addresses, address.ip, address.port);
  if (number === undefined) return;
  if (mux.byAddress[number] === session) mux.byAddress[number] = undefined;
  releaseAddress(mux.addresses, number);
}

/** An address belongs to the session that proved it last: a NAT may give a port of one client to another. */
export function claimAddress(mux: UdpMux, session: Session, address: Address): void {
  const number = numberOf(mux.addresses, address.ip, address.port);
  if (number !== undefined) mux.byAddress[number] = session;
}
