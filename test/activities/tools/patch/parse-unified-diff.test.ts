import { describe, expect, test } from '@jest/globals';
import { parsePatch } from '../../../../activities/tools/patch/parse-patch.ts';
import { planPatch } from '../../../../activities/tools/patch/plan-patch.ts';

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
    ['an executable file', ['new file mode 100755', '--- /dev/null', '+++ b/g', '@@ -0,0 +1 @@', '+x']],
    ['binary contents', ['GIT binary patch']],
  ])('%s → refused by name, and nothing is done', (_, lines) => {
    const git = ['diff --git a/f b/f', ...lines];
    const other = ['--- a/f', '+++ b/f', '@@ -1 +1 @@', '-x', '+z'];
    expect(outcome({ f: 'x\n' }, ...git, ...other)).toMatch(/cannot be done by a patch/);
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
