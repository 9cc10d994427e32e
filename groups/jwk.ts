/**
 * JSON Web Keys of group files (RFC 7517), narrowed to what tokens of groups may be signed with: HS256, HS384 and HS512 with keys of the
 * hash's own length, ES256 on P-256, RS256. The algorithm belongs to the key, never to the token.
 * @module
 */
import { base64url, importJWK, type JWK } from "jose";
import type { JsonObject } from "./json.ts";

/** A key to verify signatures with, and the only algorithm that it may be used for. */
export interface VerificationKey {
  readonly alg: string;
  readonly key: Awaited<ReturnType<typeof importJWK>>;
}

/** A key, or why it is none, in one clause without any secret. */
export type ParsedKey =
  | { readonly type: "key"; readonly key: VerificationKey }
  | { readonly type: "problem"; readonly message: string };

/** Bytes of a key for each symmetric algorithm. */
const OCTETS: ReadonlyMap<string, number> = new Map([["HS256", 32], ["HS384", 48], ["HS512", 64]]);

/** Least length of an RSA modulus, in bytes: shorter ones can be broken. */
const MIN_RSA_BYTES = 256;

/** Reads one key. */
export async function parseKey(jwk: JsonObject): Promise<ParsedKey> {
  const { kty, alg } = jwk;
  if (typeof kty !== "string") return problem(`"kty" is missing`);
  if (typeof alg !== "string") return problem(`"alg" is missing`);
  const wrong = shapeProblem(jwk, kty, alg);
  if (wrong !== null) return problem(wrong);
  try {
    // Only what verification needs: a private key in the file is of no use here, "key_ops" and "use" must not stand in the way.
    const fields = publicFields(jwk, kty, alg);
    return { type: "key", key: { alg, key: await importJWK(fields, alg) } };
  } catch {
    return problem("it is no valid key");
  }
}

function publicFields(jwk: JsonObject, kty: string, alg: string): JWK {
  switch (kty) {
    case "oct":
      return { kty, alg, k: textOf(jwk["k"]) };
    case "EC":
      return { kty, alg, crv: "P-256", x: textOf(jwk["x"]), y: textOf(jwk["y"]) };
    default:
      return { kty: "RSA", alg, n: textOf(jwk["n"]), e: textOf(jwk["e"]) };
  }
}

function shapeProblem(jwk: JsonObject, kty: string, alg: string): string | null {
  switch (kty) {
    case "oct": {
      const length = OCTETS.get(alg);
      if (length === undefined) return `"alg" must be HS256, HS384 or HS512 for a key of kty oct`;
      return byteLength(jwk["k"]) === length ? null : `"k" must have ${length} bytes for ${alg}`;
    }
    case "EC":
      if (alg !== "ES256") return `"alg" must be ES256 for a key of kty EC`;
      if (jwk["crv"] !== "P-256") return `"crv" must be P-256`;
      return isOnP256(jwk["x"], jwk["y"]) ? null : `"x" and "y" are no point of the curve`;
    case "RSA":
      if (alg !== "RS256") return `"alg" must be RS256 for a key of kty RSA`;
      return byteLength(jwk["n"]) >= MIN_RSA_BYTES
        ? null
        : `"n" must have ${MIN_RSA_BYTES * 8} bits or more`;
    default:
      return `"kty" must be oct, EC or RSA`;
  }
}

/** The curve y² = x³ - 3x + b over the numbers modulo p (FIPS 186-4, appendix D.1.2.3). */
const P256_P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const P256_B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;
const P256_BYTES = 32;

/** Whether two coordinates are a point of P-256. Not every runtime looks when it imports a key. */
function isOnP256(xText: unknown, yText: unknown): boolean {
  if (byteLength(xText) !== P256_BYTES || byteLength(yText) !== P256_BYTES) return false;
  const x = numberOf(textOf(xText));
  const y = numberOf(textOf(yText));
  return x < P256_P && y < P256_P && (y * y - (x * x * x - 3n * x + P256_B)) % P256_P === 0n;
}

function numberOf(text: string): bigint {
  const bytes = base64url.decode(text);
  return bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
}

/** Length of a text in base64url, without padding, in bytes; -1 if it is none. */
function byteLength(value: unknown): number {
  const text = textOf(value);
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return -1;
  return Math.floor((text.length * 3) / 4);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function problem(message: string): ParsedKey {
  return { type: "problem", message };
}
