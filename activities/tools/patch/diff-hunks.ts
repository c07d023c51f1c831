/** Reads the hunks of one file of a unified diff. */
import { defined } from '../../../objects/defined.ts';
import type { Hunk, HunkLine } from './file-change.ts';
import { type HunkHeader, readHunkHeader } from './hunk-header.ts';
import { unexpected } from './patch-syntax-error.ts';
import { addHunkLine, NOT_ENDED } from './read-hunk-line.ts';

/**
 * They go from `start` to the end of `lines`. A header's text is git's own behind numbers, of a line further
 * up; where there are no numbers, it is the line to find first.
 */
export function readDiffHunks(lines: readonly string[], start: number): Hunk[] {
  const hunks: Hunk[] = [];
  let body: HunkLine[] = [];
  let opened: HunkHeader | undefined;
  const close = (): void => {
    if (opened !== undefined && body.length > 0) {
      const { line, text } = opened;
      const anchors = line === undefined && text !== '' ? [text] : [];
      hunks.push({ anchors, lines: body, atEndOfFile: false, ...defined({ line }) });
    }
    body = [];
  };
  const last = lines.findLastIndex((each) => each.trim() !== '');
  for (let index = start; index < lines.length; index += 1) {
    const text = lines[index] ?? '';
    if (index > last && !lacksKept(opened, body)) break;
    const header = readHunkHeader(text);
    if (header !== undefined) {
      close();
      opened = header;
    } else if (opened === undefined) throw unexpected(text, index, 'a hunk ("@@ -1,2 +1,3 @@")');
    else if (body.length > 0 || !NOT_ENDED.test(text))
      addHunkLine(body, text, index, 'a line that starts with " ", "-" or "+"');
  }
  close();
  return hunks;
}

/** Blank lines at the end are layout, unless the hunk by its own account has a kept line more. */
function lacksKept(opened: HunkHeader | undefined, body: readonly HunkLine[]): boolean {
  const [old = 0, added = 0] = opened?.counts ?? [];
  const has = (without: HunkLine['kind']): number => body.filter(({ kind }) => kind !== without).length;
  return has('add') < old && has('remove') < added;
}
