import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parsePatch } from '../../../../activities/tools/patch/parse-patch.ts';
import { planPatch } from '../../../../activities/tools/patch/plan-patch.ts';
import { hunksOf } from '../../../../patch/hunks.ts';

/** What a diff makes of files, or the problems. */
function outcome(files: Readonly<Record<string, string>>, ...lines: readonly string[]): unknown {
  const parsed = parsePatch(lines.join('\n'));
  if (!parsed.ok) return parsed.problem;
  const states = new Map(
    Object.entries(files).map(([path, content]) => [path, { kind: 'file', content, mode: '644' } as const]),
  );
  const plan = planPatch(parsed.changes, { files: states, places: new Map() });
  if (!plan.ok) return plan.problems;
  return plan.writes.map((write) => (write.kind === 'write' ? [write.path, write.content] : [write.path]));
}

describe('patch: a unified diff', () => {
  const anyText = fc
    .tuple(
      fc.array(fc.constantFrom('a', 'b', '', '  x', '-- c', '++ d', 'é', '@@ z', '}', '-', '+', ' '), {
        minLength: 1,
        maxLength: 25,
      }),
      fc.constantFrom('', '\n'),
    )
    .map(([lines, end]) => lines.join('\n') + end)
    .filter((text) => text !== '');
  test('as the service writes it, of any two texts, also without a last newline → leads from one to the other', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        fc.pre(before !== after);
        const diff = `--- a/f\n+++ b/f\n${hunksOf(before, after).join('')}`;
        expect(outcome({ f: before }, ...diff.split('\n'))).toEqual([['f', after]]);
      }),
      { numRuns: 500 },
    );
  });

  test('of git, with context → applied', () => {
    expect(
      outcome(
        { 'src/a.py': 'one\ntwo\nthree\n' },
        'diff --git a/src/a.py b/src/a.py',
        'index 1..2 100644',
        '--- a/src/a.py',
        '+++ b/src/a.py',
        '@@ -1,3 +1,4 @@ def f():',
        ' one',
        '-two',
        '+TWO',
        '+and a half',
        ' three',
      ),
    ).toEqual([['src/a.py', 'one\nTWO\nand a half\nthree\n']]);
  });

  test('of several equal places → the one that is nearest to its line numbers', () => {
    expect(outcome({ f: 'x\ny\nx\n' }, '--- f', '+++ f', '@@ -3 +3 @@', '-x', '+z')).toEqual([
      ['f', 'x\ny\nz\n'],
    ]);
  });

  test('only additions, without context → behind the line that it names', () => {
    expect(outcome({ f: 'a\nb\n' }, '--- f', '+++ f', '@@ -1,0 +2,1 @@', '+new')).toEqual([
      ['f', 'a\nnew\nb\n'],
    ]);
  });

  test('new, deleted and moved files → so', () => {
    expect(
      outcome(
        { old: 'x\n', gone: 'y\n' },
        '--- /dev/null',
        '+++ b/new',
        '@@ -0,0 +1,1 @@',
        '+hello',
        '\\ No newline at end of file',
        '--- a/gone\t2026-01-01',
        '+++ /dev/null',
        '@@ -1 +0,0 @@',
        '-y',
        'diff --git a/old b/moved',
        'rename from old',
        'rename to moved',
        '--- a/old',
        '+++ b/moved',
        '@@ -1 +1 @@',
        '-x',
        '+z',
      ),
    ).toEqual([['old'], ['gone'], ['new', 'hello'], ['moved', 'z\n']]);
  });

  test('a file in a folder a, by diff -u → that file, and no prefix is taken off', () => {
    expect(outcome({ 'a/f': 'x\n', f: 'x\n' }, '--- a/f', '+++ a/f', '@@ -1 +1 @@', '-x', '+z')).toEqual([
      ['a/f', 'z\n'],
    ]);
  });

  test('empty files made and deleted beside another change → so', () => {
    expect(
      outcome(
        { gone: '', f: 'x\n' },
        ...['diff --git a/gone b/gone', 'deleted file mode 100644', 'index e69de29..0000000'],
        ...['diff --git a/made b/made', 'new file mode 100644', 'index 0000000..e69de29'],
        ...['diff --git a/f b/f', '--- a/f', '+++ b/f', '@@ -1 +1 @@', '-x', '+z'],
      ),
    ).toEqual([['gone'], ['f', 'z\n'], ['made', '']]);
  });

  test.each([
    ['a copy', ['copy from f', 'copy to g']],
    ['permissions', ['old mode 100644', 'new mode 100755']],
    ['a link', ['new file mode 120000', '--- /dev/null', '+++ b/g', '@@ -0,0 +1 @@', '+x']],
    ['binary contents', ['GIT binary patch']],
  ])('%s → refused by name, and nothing is done', (_, lines) => {
    const git = ['diff --git a/f b/f', ...lines];
    const other = ['--- a/f', '+++ b/f', '@@ -1 +1 @@', '-x', '+z'];
    expect(outcome({ f: 'x\n' }, ...git, ...other)).toMatch(/cannot be done by a patch/);
  });

  test.each([
    ['another text', '9\nOTHER\n', /^f: is not deleted.*there is no "x"/],
    ['more lines', 'x\nmore\n', /^f: is not deleted.*it has more lines/],
  ])('a file that is to be deleted and has %s → kept, and said', (_, content, problem) => {
    const lines = ['--- a/f', '+++ /dev/null', '@@ -1 +0,0 @@', '-x'];
    expect(outcome({ f: content }, ...lines)).toEqual([expect.stringMatching(problem)]);
    expect(outcome({ f: 'x\n' }, ...lines)).toEqual([['f']]);
  });

  test('an executable file that is made → with its mode', () => {
    const parsed = parsePatch(
      ['diff --git a/g b/g', 'new file mode 100755', '--- /dev/null', '+++ b/g', '@@ -0,0 +1 @@', '+x'].join(
        '\n',
      ),
    );
    expect(parsed).toEqual({ ok: true, changes: [{ kind: 'add', path: 'g', content: 'x\n', mode: '755' }] });
  });

  const body = ['@@ -1 +1 @@', '-x', '+z'];
  const of = (oldName: string, newName: string): string[] => [`--- ${oldName}`, `+++ ${newName}`];
  test.each([
    ['no numbers', 'f', [...of('a/f', 'b/f'), '@@', '-x', '+z']],
    ['dots for numbers', 'f', [...of('a/f', 'b/f'), '@@ ... @@', '-x', '+z']],
    ['numbers without an end', 'f', [...of('a/f', 'b/f'), '@@ -1,1 +1,1', '-x', '+z']],
    ['a name with a blank in quotes', 's p', [...of('"a/s p"', '"b/s p"'), ...body]],
    ['a name in octal', 'é', [...of('"a/\\303\\251"', '"b/\\303\\251"'), ...body]],
    ['prefixes of the index and the work tree', 'f', [...of('i/f', 'w/f'), ...body]],
    ['a diff the other way round', 'f', [...of('b/f', 'a/f'), ...body]],
    ['a prefix on the old side alone', 'f', [...of('a/f', 'f'), ...body]],
    ['a prefix on the new side alone', 'f', [...of('f', 'b/f'), ...body]],
    ['a copy kept aside', 'f', [...of('f.orig', 'f'), ...body]],
    ['times behind blanks', 'f', [...of('f 2026-01-01 00:00:00.1 +0000', 'f 2026-01-02 00:00:00'), ...body]],
    ['a fence around it', 'f', ['```diff', ...of('a/f', 'b/f'), ...body, '```']],
    ['a heredoc around it', 'f', ["git apply <<'EOF'", ...of('a/f', 'b/f'), ...body, 'EOF']],
    [
      'the head and foot of a mail',
      'f',
      ['From x', '---', ' f | 2', '', ...of('a/f', 'b/f'), ...body, '-- ', '2.39.2', ''],
    ],
  ])('%s → read all the same', (_, name, lines) => {
    expect(outcome({ [name]: 'x\n' }, ...lines)).toEqual([[name, 'z\n']]);
  });

  test('text alone behind @@ → the line to find first', () => {
    const lines = [...of('a/f', 'b/f'), '@@ def g():', '-  x', '+  z'];
    expect(outcome({ f: 'def f():\n  x\ndef g():\n  x\n' }, ...lines)).toEqual([
      ['f', 'def f():\n  x\ndef g():\n  z\n'],
    ]);
  });

  test('a comment that goes and one that comes, before another hunk → lines, while the hunk lacks some', () => {
    const lines = [...of('a/f', 'b/f'), '@@ -1,1 +1,1 @@', '--- x', '+++ y', '@@ -3 +3 @@', '-1', '+2'];
    expect(outcome({ f: '-- x\nz\n1\n' }, ...lines)).toEqual([['f', '++ y\nz\n2\n']]);
  });

  test('the header of a next file, behind a hunk that counts too many lines → a header', () => {
    const lines = [...of('a/f', 'b/f'), '@@ -1,7 +1,7 @@', '-x', '+z', ...of('a/g', 'b/g'), ...body];
    expect(outcome({ f: 'x\n', g: 'x\n' }, ...lines)).toEqual([
      ['f', 'z\n'],
      ['g', 'z\n'],
    ]);
  });

  test('lines that look like headers within a hunk → lines', () => {
    expect(outcome({ f: '-- a\nx\n' }, '--- f', '+++ f', '@@ -1,2 +1,2 @@', '--- a', '+++ b', ' x')).toEqual([
      ['f', '++ b\nx\n'],
    ]);
  });

  test.each([
    ['no hunk', ['--- f', '+++ f'], /f has no hunk/],
    ['a line of no kind', ['--- f', '+++ f', '@@ -1 +1 @@', 'what'], /line 4.*"what"/],
    ['neither format', ['hello'], /Begin Patch.*unified diff/],
  ])('%s → a problem that says so', (_, lines, problem) => {
    expect(outcome({ f: 'x\n' }, ...lines)).toMatch(problem);
  });
});
