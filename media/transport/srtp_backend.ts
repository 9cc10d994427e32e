/**
 * Chooses the ciphers of SRTP at start-up: libcrypto where it is there and works, else our own in WebAssembly.
 * @module
 */
import { type CipherBackend, PROFILES, type SrtpKeys, type SrtpProfile } from "./srtp.ts";
import { type CipherSuite, createBackend } from "./srtp_context.ts";
import { LIBRARY_NAMES, openOpenSsl } from "./srtp_openssl.ts";
import { createPortableSuite } from "./srtp_portable.ts";

/** What was chosen, and one sentence that says it and why. */
export type BackendChoice =
  | { readonly backend: CipherBackend; readonly reason: string }
  /** What was asked for cannot be had. */
  | { readonly backend: null; readonly reason: string };

/**
 * Finds the backend that `wanted` names. libcrypto is taken only if it seals a packet of each profile to the same bytes as the
 * portable backend, where that runs. Call it once per thread: a backend belongs to its thread.
 */
export function chooseBackend(
  wanted: "auto" | "openssl" | "portable",
  libraryNames: readonly string[] = LIBRARY_NAMES,
): BackendChoice {
  const portable = openPortable();
  if (wanted === "portable") {
    return portable === null
      ? { backend: null, reason: NO_WEBASSEMBLY }
      : { backend: portable, reason: "SRTP by WebAssembly, as configured." };
  }
  const found = openOpenSsl(libraryNames);
  const fault = found.suite === null ? found.reason : faultOf(found.suite, portable);
  if (found.suite !== null && fault === null) {
    const why = wanted === "openssl" ? "as configured" : "the faster one";
    return {
      backend: createBackend(found.suite),
      reason: `SRTP by ${found.library} (${found.version}), ${why}.`,
    };
  }
  if (wanted === "openssl") {
    return { backend: null, reason: `SRTP by libcrypto is not possible: ${fault}.` };
  }
  return portable === null
    ? { backend: null, reason: `${NO_WEBASSEMBLY} Nor by libcrypto: ${fault}.` }
    : {
      backend: portable,
      reason: `SRTP by WebAssembly, for libcrypto cannot be used: ${fault}.`,
    };
}

const NO_WEBASSEMBLY =
  "SRTP by WebAssembly is not possible: this processor lacks vector instructions.";

/** The portable backend, or null on a processor that is too old for its vector instructions. */
function openPortable(): CipherBackend | null {
  try {
    return createBackend(createPortableSuite());
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return null;
    throw error;
  }
}

/** Why a suite cannot be trusted, or null. */
function faultOf(suite: CipherSuite, reference: CipherBackend | null): string | null {
  if (reference === null) return null;
  try {
    const backend = createBackend(suite);
    for (const profile of ["AEAD_AES_128_GCM", "AES_CM_128_HMAC_SHA1_80"] as const) {
      const expected = sealSample(reference, profile);
      const actual = sealSample(backend, profile);
      if (!expected.every((byte, i) => byte === actual[i])) {
        return `it computes ${profile} wrongly`;
      }
    }
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A protected RTP packet under a fixed key. */
function sealSample(backend: CipherBackend, profile: SrtpProfile): Uint8Array {
  const { keyLength, saltLength } = PROFILES[profile];
  const keys: SrtpKeys = {
    profile,
    key: new Uint8Array(keyLength).fill(0x5a),
    salt: new Uint8Array(saltLength).fill(0xa5),
  };
  const packet = new Uint8Array(128);
  packet[0] = 0x80;
  const sender = backend.sender(keys);
  sender.protectRtp(packet, 0, 12, 100, 1);
  sender.close();
  return packet;
}
