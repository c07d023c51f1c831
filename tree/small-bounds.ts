/**
 * How much of a tree is handled without another process. Starting one stops everything that the service does
 * for as long as its memory takes to be set up anew, which is longer than handling so many entries; meanwhile
 * nothing else happens.
 */
export const SMALL_ENTRIES = 400;
export const SMALL_LEVELS = 32;
/** A disk that answers slowly must not hold up everything else. */
export const SMALL_WITHIN_MS = 30;
