/** Why an upload is refused: which entry of it, and by which rule. */

import type { UploadLimits } from '../../settings/upload-settings.ts';
import { type BytePath, displayPath } from '../../tree/tree-paths.ts';
import { ProblemError } from '../http/problem.ts';
import { LIMIT_SETTINGS } from './upload-limits.ts';

/** Stable: programs tell refusals apart by it. */
export type UploadRule =
  | 'absoluteName'
  | 'climbingName'
  | 'emptyName'
  | 'unreadableName'
  | 'longName'
  | 'deepName'
  | 'duplicate'
  | 'differsByCase'
  | 'belowNoFolder'
  | 'linkLeadsOut'
  | 'linkTarget'
  | 'hardLink'
  | 'device'
  | 'kind'
  | 'encrypted'
  | 'damaged';

const MAX_SHOWN_CHARACTERS = 300;

/** A 400 with the entry and the rule. */
export const refusedEntry = (rule: UploadRule, name: BytePath, why: string): ProblemError =>
  new ProblemError({
    status: 400,
    code: 'badArchive',
    title: 'The archive is refused',
    detail: `${JSON.stringify(shown(name))} ${why}. Nothing of the upload was kept.`,
    entry: shown(name),
    rule,
  });

/** A 400 without an entry: the archive itself cannot be read. */
export const damagedArchive = (why: string): ProblemError =>
  new ProblemError({
    status: 400,
    code: 'badArchive',
    title: 'The archive cannot be read',
    detail: `${why}. Nothing of the upload was kept.`,
    rule: 'damaged' satisfies UploadRule,
  });

/** A 413 with the limit and the setting that holds it. */
export function tooLarge(limits: UploadLimits, limit: keyof UploadLimits, what: string, name?: BytePath) {
  const setting = LIMIT_SETTINGS[limit];
  return new ProblemError({
    status: 413,
    code: 'uploadTooLarge',
    title: 'The upload is too large',
    detail: `${what} more than ${setting} allows (${limits[limit]}). Nothing of the upload was kept.`,
    limit: limits[limit],
    setting,
    ...(name === undefined ? {} : { entry: shown(name) }),
  });
}

/** A 413: so little does not become so much in honest work. */
export const bomb = (ratio: number): ProblemError =>
  new ProblemError({
    status: 413,
    code: 'uploadTooLarge',
    title: 'The archive unpacks to far more than was sent',
    detail: `It unpacks to more than ${ratio} times its size. Nothing of the upload was kept.`,
    limit: ratio,
  });

const shown = (name: BytePath): string => {
  const text = displayPath(name.slice(0, 4 * MAX_SHOWN_CHARACTERS));
  return text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}…` : text;
};
