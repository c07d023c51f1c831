/** The first line of an objective, read from the beginning of a contract's JSON. Pure. */

const MAX_CHARACTERS = 210;

/** Its name in front, and each character escaped. */
export const OBJECTIVE_CHARACTERS = 20 + 6 * MAX_CHARACTERS;

/** Contracts are written with their objective first; it may be cut anywhere. */
const BEGINNING = /^\{"objective":"((?:[^"\\]|\\u[0-9a-fA-F]{4}|\\[^u])*)/;

/** It has the first 200 characters at least, if there are as many; '' where no objective stands there. */
export function objectiveLineIn(contractJson: string): string {
  const [, text] = BEGINNING.exec(contractJson) ?? [];
  if (text === undefined) return '';
  return (JSON.parse(`"${text}"`) as string).split('\n', 1)[0] ?? '';
}
