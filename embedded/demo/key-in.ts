import { readFileSync } from 'node:fs';

/** The key that a start has made; `undefined`: none is asked for, or it is for the operator to know. */
export const keyIn = (file: string | undefined): string | undefined =>
  file === undefined ? undefined : readFileSync(file, 'utf8').trim();
