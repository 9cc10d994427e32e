/**
 * Time in the units of the wire. Inside, time is Unix time in whole microseconds (`nowUs`); on the wire it is NTP time (RFC 3550
 * section 4) or ticks of an RTP clock. All conversions are here.
 * @module
 */

/** Seconds from NTP's epoch (1900) to Unix's (1970). */
const NTP_UNIX_OFFSET_S = 2_208_988_800;
const US_PER_S = 1_000_000;
const TWO_32 = 0x1_0000_0000;
const TWO_16 = 0x1_0000;

/** The 64 bits of an NTP timestamp: seconds since 1900, which wrap in 2036, and 1/2^32 seconds. Both unsigned. */
export interface NtpTime {
  seconds: number;
  fraction: number;
}

/** A moment as NTP time. Exact to the microsecond: {@link unixUsOfNtp} gives it back. */
export function ntpOfUnixUs(unixUs: number): NtpTime {
  const unixSeconds = Math.floor(unixUs / US_PER_S);
  const us = unixUs - unixSeconds * US_PER_S;
  return {
    seconds: (unixSeconds + NTP_UNIX_OFFSET_S) % TWO_32,
    fraction: Math.floor((us * TWO_32) / US_PER_S),
  };
}

/**
 * NTP time as Unix time in whole microseconds. Seconds below 2^31 belong to the era that begins in 2036 (RFC 4330 section 3), so the
 * result lies between 1968 and 2104.
 */
export function unixUsOfNtp(seconds: number, fraction: number): number {
  const era = seconds < TWO_32 / 2 ? TWO_32 : 0;
  const us = Math.round((fraction * US_PER_S) / TWO_32);
  return (seconds + era - NTP_UNIX_OFFSET_S) * US_PER_S + us;
}

/** The middle 32 bits of an NTP time, in 1/65536 s: what report blocks give as LSR. */
export function ntpMiddle32(seconds: number, fraction: number): number {
  return ((seconds << 16) | (fraction >>> 16)) >>> 0;
}

/** Microseconds as 1/65536 s, the unit of a report block's DLSR; at most 2^32 - 1. */
export function shortNtpOfUs(us: number): number {
  return Math.min(TWO_32 - 1, Math.max(0, Math.round((us * TWO_16) / US_PER_S)));
}

/** 1/65536 s as whole microseconds. */
export function usOfShortNtp(shortNtp: number): number {
  return Math.round((shortNtp * US_PER_S) / TWO_16);
}

/**
 * Round-trip time in microseconds from a report block (RFC 3550 section 6.4.1): what remains of the time since our report when
 * the other side's delay is taken off. Negative if the clocks' grain or a wrong report make it so.
 * @param nowMiddle32 when the block arrived, as {@link ntpMiddle32}
 */
export function roundTripUs(nowMiddle32: number, lastSr: number, delaySinceLastSr: number): number {
  return usOfShortNtp((nowMiddle32 - lastSr - delaySinceLastSr) | 0);
}

/** Microseconds as ticks of a clock, to the nearest; not cut to 32 bits. Negative times too. */
export function ticksOfUs(us: number, clockRateHz: number): number {
  const seconds = Math.floor(us / US_PER_S);
  const rest = us - seconds * US_PER_S;
  return seconds * clockRateHz + Math.round((rest * clockRateHz) / US_PER_S);
}

/** Ticks of a clock as microseconds, to the nearest. */
export function usOfTicks(ticks: number, clockRateHz: number): number {
  const seconds = Math.floor(ticks / clockRateHz);
  const rest = ticks - seconds * clockRateHz;
  return seconds * US_PER_S + Math.round((rest * US_PER_S) / clockRateHz);
}

/** The 32 bits of a number of ticks that go on the wire. */
export function timestampOf(ticks: number): number {
  return ticks >>> 0;
}

/** Signed way from one RTP timestamp to another, in ticks, over the wrap: positive if `to` is later. */
export function timestampDelta(from: number, to: number): number {
  return (to - from) | 0;
}
