/**
 * A digest as it travels through Temporal: enough to tell states of one workspace apart, and nothing is
 * proven by it.
 */
const CHARACTERS = 12;

export const shortDigest = (digest: string): string => digest.slice(0, CHARACTERS);
