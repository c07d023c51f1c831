/** The path of a file in a request, and what the request says of what stands there. */
import { z } from 'zod';
import type { FileCondition } from '../../journal/rows/placement.ts';
import { displayPath, shownPath } from '../../tree/tree-paths.ts';
import { askedPath, MAX_PATH_CHARACTERS } from '../files/asked-path.ts';
import { isWithheld } from '../files/view/withheld.ts';
import { onlyWhereNone, TAGS_OR_ANY, tagsIn } from '../http/if-match.ts';
import { ProblemError } from '../http/problem.ts';
import { idempotencyHeaders } from '../http/request-id.ts';
import { threadParams } from '../lookup/find-thread.ts';
import { entryName } from '../uploads/entry-name.ts';

export const fileParams = threadParams.extend({
  '*': z
    .string()
    .max(MAX_PATH_CHARACTERS)
    .describe('Relative to the workspace, as listings and records show it.'),
});

const CONTENT_TAG = /^"([0-9a-f]{64})"$/;

export const fileHeaders = idempotencyHeaders.extend({
  'if-match': z
    .string()
    .regex(TAGS_OR_ANY, 'must be the ETag of the file, in double quotes, or *')
    .describe('The ETag of the file that is there; when it is another one, 412.')
    .exactOptional(),
  'if-none-match': onlyWhereNone('`*`: only where nothing stands there, else 412.'),
});

export const fileQuery = z.strictObject({
  mode: z
    .string()
    .regex(/^0?[0-7]{3}$/, 'must be permissions in octal digits, such as 755')
    .describe('Permissions in octal digits; left out: those of the file that is there, else 644.')
    .exactOptional(),
});

/** The path as records show it. Throws a 400 for what names no file of a workspace. */
export function filePath(given: string): string {
  const refuse = (why: string): ProblemError =>
    new ProblemError({
      status: 400,
      code: 'badPath',
      title: 'This names no file of a workspace',
      detail: `${JSON.stringify(given.slice(0, 200))} ${why}.`,
    });
  if (given.endsWith('/')) throw refuse('names a folder');
  const asked = askedPath(given);
  if (!asked.ok) throw refuse(asked.message);
  const named = entryName(shownPath(given));
  if (!named.ok) throw refuse(named.why);
  if (named.path === '') throw refuse('is the workspace itself');
  if (isWithheld(named.path)) throw refuse('is never given out, and so it is not taken either');
  return displayPath(named.path);
}

interface Conditional {
  readonly 'if-match'?: string | undefined;
  readonly 'if-none-match'?: string | undefined;
}

export function conditionOf(headers: Conditional): FileCondition | undefined {
  if (headers['if-none-match'] !== undefined) return { is: 'absent' };
  const match = headers['if-match']?.trim();
  if (match === undefined) return undefined;
  // What can be no tag of a file, a weak one too, is none of what may stand there.
  return { is: match === '*' ? '*' : tagsIn(match).flatMap((tag) => CONTENT_TAG.exec(tag)?.[1] ?? []) };
}
