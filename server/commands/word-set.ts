/** Words of a table, written one behind another. Pure. */
export const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));
