/** What a state was kept for, as callers read it, and how they name a state. Pure. */
import type { KeptFor } from '../../journal/rows/kept-state-row.ts';

export const WHY = ['given', 'accepted', 'goalSet', 'check', 'look', 'claim', 'proven', 'end'] as const;

export type Why = (typeof WHY)[number];

const BY_PURPOSE: Readonly<Record<KeptFor, Why>> = {
  given: 'given',
  accepted: 'accepted',
  baseline: 'goalSet',
  request: 'check',
  measure: 'look',
  audit: 'claim',
  proven: 'proven',
  rest: 'end',
};

export const whyOf = (keptFor: KeptFor): Why => BY_PURPOSE[keptFor];

export const keptForOf = (why: string): KeptFor | undefined =>
  (Object.keys(BY_PURPOSE) as KeptFor[]).find((keptFor) => BY_PURPOSE[keptFor] === why);

/** The workspace itself, also where only what it was is told otherwise. */
export const LIVING = 'living';

export const STATE_NAME = new RegExp(`^(?:[0-9a-f]{64}|${[LIVING, ...WHY].join('|')})$`);
