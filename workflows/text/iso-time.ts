/** Instants as a report spells them: ISO 8601 in UTC. Pure. */
export const isoTime = (ms: number): string => new Date(ms).toISOString();
