/**
 * Which Lectern this is.
 * @module
 */

/** The version, by semantic versioning. */
export const VERSION = "0.1.0";
