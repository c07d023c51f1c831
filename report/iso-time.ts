/** Instants as a report spells them: ISO 8601 in UTC. Pure. */
export const isoTime = (ms: number): string => new Date(ms).toISOString();

/** For people: without parts of a second. */
export const shortTime = (iso: string): string => iso.replace(/\.\d+Z$/, 'Z');
