/** What a model says of an obstacle, in one sentence. Pure. */
import { withoutStop } from '../../../workflows/goal/status-sentence.ts';
import { cutToLine } from '../../../workflows/text/cut-text.ts';
import type { Unlock } from '../../report.ts';

const MAX_ACCOUNT_CHARACTERS = 200;

/** E.g. `no database; needed: a password; attempted: the default one`. The model's words. */
export const accountOf = ({ name, needed, attempted }: NonNullable<Unlock['blocker']>): string =>
  [
    ['', name],
    ['needed: ', needed],
    ['attempted: ', attempted],
  ]
    .filter(([, said = '']) => said.trim() !== '')
    .map(([what = '', said = '']) => what + withoutStop(cutToLine(said, MAX_ACCOUNT_CHARACTERS)))
    .join('; ');
