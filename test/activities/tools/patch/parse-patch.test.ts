import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parsePatch } from '../../../../activities/tools/patch/parse-patch.ts';
import { planPatch } from '../../../../activities/tools/patch/plan-patch.ts';
import { changesOf, wrap } from './patch-text.ts';

describe('patch: reading', () => {
  test('all kinds of sections → changes in order', () => {
    const patch = wrap(
      '*** Add File: new.txt',
      '+one',
      '+',
      '+two',
      '*** Delete File: old.txt',
      '*** Update File: a.txt',
      '*** Move to: b.txt',
      '@@ class A',
      '@@   def f',
      ' keep',
      '-old',
      '+new',
      '*** End of File',
    );
    expect(changesOf(patch)).toEqual([
      { kind: 'add', path: 'new.txt', content: 'one\n\ntwo\n' },
      { kind: 'delete', path: 'old.txt' },
      {
        kind: 'update',
        path: 'a.txt',
        moveTo: 'b.txt',
        hunks: [
          {
            anchors: ['class A', '  def f'],
            atEndOfFile: true,
            lines: [
              { kind: 'keep', text: 'keep' },
              { kind: 'remove', text: 'old' },
              { kind: 'add', text: 'new' },
            ],
          },
        ],
      },
    ]);
  });

  test.each([
    ['a heredoc around it', "apply_patch <<'EOF'\nBODY\nEOF"],
    ['a code fence around it', '```\nBODY\n```'],
    ['CRLF', 'BODY'.replaceAll('\n', '\r\n')],
    ['blank lines around it', '\n\nBODY\n\n'],
  ])('%s → read all the same', (_name, around) => {
    const body = wrap('*** Delete File: x');
    expect(changesOf(around.replace('BODY', body))).toEqual([{ kind: 'delete', path: 'x' }]);
  });

  test('two patches in one text → the changes of both', () => {
    const patch = `${wrap('*** Update File: a', '-1', '+2')}\n\n${wrap('*** Delete File: b')}\n`;
    expect(changesOf(patch).map(({ path }) => path)).toEqual(['a', 'b']);
  });

  test('no newline at the end of an added file → none', () => {
    expect(changesOf(wrap('*** Add File: a', '+x', '+y', '\\ No newline at end of file'))).toEqual([
      { kind: 'add', path: 'a', content: 'x\ny' },
    ]);
  });

  test.each([
    ['no begin', '*** Update File: a\n*** End Patch', /Begin Patch/],
    ['no end', '*** Begin Patch\n*** Delete File: a', /End Patch/],
    ['nothing in it', wrap(), /no file/],
    ['text before a section', wrap('hello'), /line 2: expected .*hello/],
    [
      'an added line without +',
      wrap('*** Add File: a', '+x', 'y'),
      /line 4: expected lines that start with "\+"/,
    ],
    ['an update without hunks', wrap('*** Update File: a'), /has no hunk/],
    ['a hunk line without a prefix', wrap('*** Update File: a', '@@', 'x'), /line 4: expected a hunk line/],
    ['a hunk without lines', wrap('*** Update File: a', '@@ def f'), /def f" has no lines/],
    ['text after a delete', wrap('*** Delete File: a', 'x'), /line 3/],
  ])('%s → a problem that names the place', (_name, patch, problem) => {
    const parsed = parsePatch(patch);
    expect(parsed).toEqual({ ok: false, problem: expect.stringMatching(problem) });
  });

  test('any text → never an exception', () => {
    const line = fc.constantFrom(
      '*** Begin Patch',
      '*** End Patch',
      '*** Update File: a',
      '*** Add File: b',
      '@@',
      '@@ x',
      '+a',
      '-b',
      ' c',
      '',
      '*** End of File',
      '*** Move to: d',
      'x',
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const parsed = parsePatch(lines.join('\n'));
        if (parsed.ok) planPatch(parsed.changes, { files: new Map(), places: new Map() });
      }),
    );
  });
});
