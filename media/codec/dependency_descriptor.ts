/**
 * The dependency descriptor, by which AV1 streams tell their layers ("RTP Payload Format For AV1", version 1.0, appendix A).
 * @module
 */

/** Template structure of one stream, as its last key frame described it. */
export interface DependencyState {
  /** How many templates are known; 0 before the first structure. */
  templateCount: number;
}

/** Makes the state of a stream of which nothing is known. */
export function createDependencyState(): DependencyState {
  return { templateCount: 0 };
}
