/**
 * English: what helps when sound or pictures do not come through.
 * @module
 */

/** Restarting, testing, the connection doctor. */
export const troubleText = {
  renegotiate: "Find a better connection",
  renegotiated: "Looking for a better connection…",
  replace: "Send everything anew",
  replaced: "What you send is started anew…",
  relay: "Test the relay",
  relayTesting: "Testing the relay…",
  noRelay: "This server offers no relay.",
  relayFailed: "The relay does not answer.",
  relayWorks: (openMs: number, messageMs: number) =>
    `The relay works: found in ${openMs} ms, ${messageMs} ms for a message.`,
  doctor: "Connection doctor",
} as const;
