/** Names of time zones (IANA), as schedules take them. Pure. */

/**
 * The name as Temporal knows it, or `undefined` when there is no such zone. A name in other letters, such as
 * `europe/berlin`, is put right; an offset is no zone.
 */
export function timeZoneNamed(name: string): string | undefined {
  if (!/^[A-Za-z][\w+/-]*$/.test(name)) return undefined;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    return timeZone.toLowerCase() === name.toLowerCase() ? timeZone : name;
  } catch {
    return undefined;
  }
}
