/** Why a path of a workspace cannot be given out, as problems. */
import { type BytePath, displayPath } from '../../tree/tree-paths.ts';
import { invalid, ProblemError } from '../http/problem.ts';
import { askedPath } from './asked-path.ts';
import { kindOf } from './file-entry.ts';
import type { UnlikeFile, ViewTrouble } from './view/tree-view.ts';

/** Throws a 400 that names the field. */
export function pathIn(field: string, text: string): BytePath {
  const asked = askedPath(text);
  if (asked.ok) return asked.path;
  throw invalid([{ field, message: asked.message }]);
}

/** Where folders of the thread are listed. */
export const listingUrl = (threadId: string, path: BytePath): string =>
  `/v1/threads/${threadId}/files?path=${encodeURIComponent(displayPath(path))}`;

export function pathProblem(reason: ViewTrouble, path: BytePath): ProblemError {
  const shown = displayPath(path);
  switch (reason) {
    case 'missing':
      return new ProblemError({
        status: 404,
        code: 'unknownPath',
        title: 'There is no such path',
        path: shown,
      });
    case 'notAFolder':
      return new ProblemError({ status: 404, code: 'notAFolder', title: 'That is no folder', path: shown });
    case 'closed':
      return new ProblemError({
        status: 409,
        code: 'closedFile',
        title: 'Its mode keeps the service from reading it',
        detail: 'A kept state has it all the same: ?state=end, or another one of GET …/states.',
        path: shown,
      });
  }
}

export function notAFile(threadId: string, path: BytePath, entry: UnlikeFile): ProblemError {
  const more =
    entry.kind === 'directory'
      ? { detail: 'GET the listing of the folder.', listing: listingUrl(threadId, path) }
      : entry.kind === 'link'
        ? { detail: 'Links are told, and never followed.', target: displayPath(entry.target) }
        : {};
  return new ProblemError({
    status: 404,
    code: 'notAFile',
    title: 'That is no file',
    kind: kindOf(entry),
    path: displayPath(path),
    ...more,
  });
}
