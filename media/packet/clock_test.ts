import { assert, assertEquals } from "../../tests/assert.ts";
import { createRandom } from "../../tests/random.ts";
import {
  ntpMiddle32,
  ntpOfUnixUs,
  roundTripUs,
  shortNtpOfUs,
  ticksOfUs,
  timestampDelta,
  timestampOf,
  unixUsOfNtp,
  usOfShortNtp,
  usOfTicks,
} from "./clock.ts";

function unixUs(iso: string): number {
  return Date.parse(iso) * 1000;
}

Deno.test("NTP seconds are those of RFC 5905 figure 4, in both eras", () => {
  const dates: [string, number][] = [
    ["1970-01-01T00:00:00Z", 2_208_988_800],
    ["1972-01-01T00:00:00Z", 2_272_060_800],
    ["1999-12-31T00:00:00Z", 3_155_587_200],
    ["2036-02-08T00:00:00Z", 63_104],
  ];
  for (const [date, seconds] of dates) {
    assertEquals(ntpOfUnixUs(unixUs(date)), { seconds, fraction: 0 }, date);
    assertEquals(unixUsOfNtp(seconds, 0), unixUs(date), date);
  }
});

Deno.test("the NTP time wraps at 06:28:16 on 7 February 2036 and goes on", () => {
  const wrap = unixUs("2036-02-07T06:28:16Z");
  assertEquals(ntpOfUnixUs(wrap), { seconds: 0, fraction: 0 });
  assertEquals(ntpOfUnixUs(wrap - 500_000), { seconds: 0xffffffff, fraction: 0x80000000 });
  assertEquals(unixUsOfNtp(0xffffffff, 0x80000000), wrap - 500_000);
  assertEquals(unixUsOfNtp(0, 0x80000000), wrap + 500_000);
});

Deno.test("the example of RFC 3550 section 6.4.1 comes out as printed", () => {
  const sent = unixUs("1995-11-10T11:33:25.125Z");
  const ntp = ntpOfUnixUs(sent);
  assertEquals(ntp, { seconds: 0xb44db705, fraction: 0x20000000 });
  const lastSr = ntpMiddle32(ntp.seconds, ntp.fraction);
  assertEquals(lastSr, 0xb7052000);
  const received = ntpOfUnixUs(unixUs("1995-11-10T11:33:36.500Z"));
  const now = ntpMiddle32(received.seconds, received.fraction);
  assertEquals(now, 0xb7108000);
  const delay = shortNtpOfUs(5_250_000);
  assertEquals(delay, 0x00054000);
  assertEquals(roundTripUs(now, lastSr, delay), 6_125_000);
});

Deno.test("the round trip is right when the middle 32 bits wrap in between", () => {
  assertEquals(roundTripUs(0x00010000, 0xffff0000, 0x00008000), 1_500_000);
  assertEquals(roundTripUs(0x00010000, 0x00010000, 0x00008000), -500_000);
});

Deno.test("any microsecond survives the way to NTP time and back", () => {
  const random = createRandom(1);
  const year = 365 * 86_400e6;
  for (let i = 0; i < 100_000; i++) {
    const us = Math.floor(random.next() * 130 * year);
    const { seconds, fraction } = ntpOfUnixUs(us);
    assertEquals(unixUsOfNtp(seconds, fraction), us);
    assert(seconds >= 0 && seconds < 2 ** 32 && fraction >= 0 && fraction < 2 ** 32);
  }
  for (const us of [0, 1, 499_999, 500_000, 999_999]) {
    const { seconds, fraction } = ntpOfUnixUs(us);
    assertEquals(unixUsOfNtp(seconds, fraction), us);
  }
});

Deno.test("a fraction is binary, and a part of a microsecond does not carry over the second", () => {
  assertEquals(ntpOfUnixUs(250_000).fraction, 0x40000000);
  assertEquals(ntpOfUnixUs(525_656).fraction, Math.floor(0.525656 * 2 ** 32));
  assert(ntpOfUnixUs(999_999.9999).fraction < 2 ** 32);
});

Deno.test("1/65536 s stay within 32 bits", () => {
  assertEquals(shortNtpOfUs(1_000_000), 65_536);
  assertEquals(usOfShortNtp(65_536), 1_000_000);
  assertEquals(shortNtpOfUs(-5), 0);
  assertEquals(shortNtpOfUs(1e12), 0xffffffff);
});

Deno.test("a second is 48000 or 90000 ticks, backwards as well", () => {
  assertEquals(ticksOfUs(1_000_000, 48_000), 48_000);
  assertEquals(ticksOfUs(-1_000_000, 48_000), -48_000);
  assertEquals(usOfTicks(48_000, 48_000), 1_000_000);
  assertEquals(usOfTicks(-48_000, 48_000), -1_000_000);
  assertEquals(ticksOfUs(33_333, 90_000), 3000);
  assertEquals(usOfTicks(3000, 90_000), 33_333);
});

Deno.test("ticks are exact for a thousand hours in steps of ten minutes, and from Unix time", () => {
  for (const rate of [8000, 48_000, 90_000]) {
    for (let minutes = 0; minutes <= 60_000; minutes += 10) {
      assertEquals(ticksOfUs(minutes * 60e6, rate), minutes * 60 * rate);
      assertEquals(usOfTicks(minutes * 60 * rate, rate), minutes * 60e6);
    }
    const now = unixUs("2026-03-01T12:00:00.5Z");
    assertEquals(ticksOfUs(now, rate), (now / 500_000) * (rate / 2));
    assertEquals(usOfTicks(ticksOfUs(now, rate), rate), now);
  }
});

Deno.test("timestamps wrap at 32 bits and differences are signed", () => {
  assertEquals(timestampOf(2 ** 32 + 5), 5);
  assertEquals(timestampOf(-1), 0xffffffff);
  assertEquals(timestampDelta(0xfffffff0, 0x10), 0x20);
  assertEquals(timestampDelta(0x10, 0xfffffff0), -0x20);
});
