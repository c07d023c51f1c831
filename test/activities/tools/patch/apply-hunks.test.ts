import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { applyHunks } from '../../../../activities/tools/patch/apply-hunks.ts';
import { diffAsPatch } from './diff-as-patch.ts';
import { changesOf, wrap } from './patch-text.ts';

function applied(content: string, hunkLines: readonly string[]) {
  const [change] = changesOf(wrap('*** Update File: f', ...hunkLines));
  if (change?.kind !== 'update') throw new Error('not an update');
  return applyHunks(content, change.hunks);
}

/** The file's text after an update, or the problem. */
function update(content: string, ...hunkLines: string[]): string {
  const result = applied(content, hunkLines);
  return result.ok ? result.content : `PROBLEM ${result.problem}`;
}

/** What is said of an update that was made. */
function notes(content: string, ...hunkLines: string[]): string {
  const result = applied(content, hunkLines);
  return result.ok ? result.notes.join(' ') : `PROBLEM ${result.problem}`;
}

const NO_NEWLINE = '\\ No newline at end of file';

describe('patch: hunks', () => {
  const anyLine = fc.constantFrom(
    '',
    'a',
    'b',
    '  a',
    '}',
    '  }',
    'é漢😀',
    '+x',
    '-y',
    ' z',
    '@@',
    '*** End Patch',
  );
  test('diff(a, b) of random edits → apply gives b, for every width of context', () => {
    fc.assert(
      fc.property(
        fc.array(anyLine, { maxLength: 25 }),
        fc.array(anyLine, { maxLength: 25 }),
        (before, after) => {
          fc.pre(before.join('\n') !== after.join('\n'));
          // The whole file as context: no other place can be meant, whatever repeats.
          const patch = diffAsPatch('f', before, after, before.length + after.length);
          const [change] = changesOf(patch);
          if (change?.kind !== 'update') throw new Error('not an update');
          const text = before.map((line) => `${line}\n`).join('');
          expect(applyHunks(text, change.hunks)).toMatchObject({
            ok: true,
            content: after.map((line) => `${line}\n`).join(''),
          });
        },
      ),
      { numRuns: 500 },
    );
  });

  test('the same with three lines of context, in files whose lines are distinct → b', () => {
    const edits = fc.array(fc.record({ at: fc.nat(60), remove: fc.nat(3), insert: fc.nat(3) }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        edits,
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        (count, changes, context, newline) => {
          const before = Array.from({ length: count }, (_, index) => `  line ${index}`);
          const after = [...before];
          changes.forEach(({ at, remove, insert }, edit) => {
            after.splice(
              Math.min(at, after.length),
              remove,
              ...Array.from({ length: insert }, (_, i) => `new ${edit}.${i}`),
            );
          });
          fc.pre(after.length > 0 && before.join('\n') !== after.join('\n'));
          const end = newline ? '\n' : '';
          const [change] = changesOf(diffAsPatch('f', before, after, context));
          if (change?.kind !== 'update') throw new Error('not an update');
          expect(applyHunks(before.join('\n') + end, change.hunks)).toMatchObject({
            ok: true,
            content: after.join('\n') + end,
          });
        },
      ),
      { numRuns: 500 },
    );
  });

  test('trailing white space or indentation differs → matched, and kept lines stay as the file has them', () => {
    expect(update('if x:   \n\treturn 1\nend\n', '@@', ' if x:', '-  return 1', '+\treturn 2', ' end')).toBe(
      'if x:   \n\treturn 2\nend\n',
    );
  });

  test('an exact match further down → preferred to a loose one further up', () => {
    expect(update('  a\na\n', '@@', '-a', '+b')).toBe('  a\nb\n');
  });

  test('a file with CRLF → stays CRLF throughout', () => {
    expect(update('a\r\nb\r\nc\r\n', '@@', ' a', '-b', '+B', '+bb')).toBe('a\r\nB\r\nbb\r\nc\r\n');
  });

  test('anchors → the change goes to the right one of equal places', () => {
    const text = 'class A\n  def f\n    x\nclass B\n  def f\n    x\n';
    expect(update(text, '@@ class B', '@@   def f', '-    x', '+    y')).toBe(
      'class A\n  def f\n    x\nclass B\n  def f\n    y\n',
    );
  });

  test('the anchor repeated as first kept line → understood', () => {
    expect(update('def f\n  x\n', '@@ def f', ' def f', '-  x', '+  y')).toBe('def f\n  y\n');
  });

  test('only additions → behind the anchor, or at the end', () => {
    expect(update('a\nb\n', '@@ a', '+new')).toBe('a\nnew\nb\n');
    expect(update('a\nb\n', '@@', '+new')).toBe('a\nb\nnew\n');
    expect(update('', '@@', '+new')).toBe('new\n');
  });

  test('end of file → the last of equal places', () => {
    expect(update('x\ny\nx\n', '@@', '-x', '+z', '*** End of File')).toBe('x\ny\nz\n');
  });

  test('a file without a final line feed → still without', () => {
    expect(update('a\nb', '@@', '-b', '+c')).toBe('a\nc');
  });

  test('all lines removed → an empty file', () => {
    expect(update('a\n', '@@', '-a')).toBe('');
  });

  test('white space within a line → counts: what differs in it is another line', () => {
    expect(update('ab c\na bc\n', '@@', '-a b c', '+REPLACED')).toMatch(/^PROBLEM .*"a b c"/);
  });

  test.each([
    ['dashes and quotes', 'say \u201chello\u201d \u2013 now\n', 'say "hello" - now'],
    ['a space that is no ordinary one', 'a\u00a0b\n', 'a b'],
    ['an accent of its own', 'cafe\u0301\n', 'caf\u00e9'],
    ['tabs for spaces in front', '\tx = 1\n', '    x = 1'],
    ['white space behind', 'x = 1  \n', 'x = 1'],
  ])('%s → matched, and said', (_, content, wanted) => {
    expect(update(content, '@@', `-${wanted}`, '+new')).toBe('new\n');
    expect(notes(content, '@@', `-${wanted}`, '+new')).toMatch(
      /^hunk 1 matched at line 1 although .* differed\.$/,
    );
  });

  test('several lines that match nearly → refused, with their places', () => {
    expect(update('  a\nb\n\ta\n', '@@', '-a', '+c')).toMatch(/^PROBLEM .*indentation.*lines 1, 3/);
  });

  test('several lines that match as written → the first is changed, and said', () => {
    const text = 'if a:\n    foo()\nif b:\n    foo()\n';
    expect(update(text, '@@', '-    foo()', '+    bar()')).toBe('if a:\n    bar()\nif b:\n    foo()\n');
    expect(notes(text, '@@', '-    foo()', '+    bar()')).toMatch(/2 places matched \(lines 2, 4\)/);
    expect(notes(text, '@@ if b:', '-    foo()', '+    bar()')).toBe('');
  });

  test.each([
    ['stands twice', ['@@ def run():', '-  x', '+  y'], 1],
    ['stands twice and is repeated', ['@@ def run():', ' def run():', '-  x', '+  y'], 1],
    ['stands twice, and only something is added', ['@@ def run():', '+  y'], 1],
    ['stands once, and both places are further below', ['@@ top', '-  x', '+  y'], 1],
  ])('an anchor that %s → the first place is changed, and the others are told', (_, lines, line) => {
    const text = 'top\ndef run():\n  x\nend\ndef run():\n  x\n';
    expect(
      update(text, ...lines)
        .split('\n')
        .indexOf('  y'),
    ).toBe(line + 1);
    expect(notes(text, ...lines)).toMatch(
      /^hunk 1: 2 places matched \(lines .*; the one at line .* was changed/,
    );
  });

  test('an anchor that stands twice, nearly as written → refused; where both lead to one place, it is that', () => {
    const text = '  def run():\n    x = 1\n    def run():\n    x = 1\n    z\n';
    expect(update(text, '@@ def run():', '-    x = 1', '+    x = 2')).toMatch(
      /^PROBLEM .*indentation\) at lines 2, 4/,
    );
    expect(notes(text, '@@ def run():', '-    z', '+    y')).toBe('');
  });

  test('a line number in the header of a hunk → the place at that line, of several', () => {
    expect(update('x\nx\nx\n', '@@ -3,1 +3,1 @@', '-x', '+y')).toBe('x\nx\ny\n');
    expect(notes('x\nx\nx\n', '@@ -9,1 +9,1 @@', '-x', '+y')).toMatch(/3 places .*none of them at line 9/);
  });

  test.each([
    [
      'two spaces for a tab',
      '\tif x:\n\t\tfoo()\n',
      ['   if x:', '-    foo()', '+    if y:', '+      bar()'],
      '\tif x:\n\t\tif y:\n\t\t\tbar()\n',
    ],
    ['four for a tab', '\t\tfoo()\n', ['-        foo()', '+        bar()', '+'], '\t\tbar()\n\n'],
    ['a tab for four', '    foo()\n', ['-\tfoo()', '+\tif x:', '+\t\tbar()'], '    if x:\n        bar()\n'],
    [
      'a hunk further out',
      '    if x:\n      foo()\n',
      [' if x:', '-  foo()', '+  if y:', '+    bar()'],
      '    if x:\n      if y:\n        bar()\n',
    ],
    [
      'a hunk further in',
      'if x:\n  foo()\n',
      ['     if x:', '-      foo()', '+      bar()', '+        baz()'],
      'if x:\n  bar()\n    baz()\n',
    ],
    ['an old line without, the new one right', '    foo()\n', ['-foo()', '+    bar()'], '    bar()\n'],
    ['no rule that holds for all lines', 'a\n  b\n', [' a', '- b', '+ c', '+   d'], 'a\n  c\n   d\n'],
  ])('%s → what is added is indented as the file is, and that is said', (_, before, lines, after) => {
    expect(update(before, '@@', ...lines)).toBe(after);
    expect(notes(before, '@@', ...lines)).toMatch(/although indentation differed/);
  });

  test.each([
    ['one is read back and stays', '\uFEFFa\n', ['-\uFEFFa', '+\uFEFFb'], '\uFEFFb\n'],
    ['one is taken off', '\uFEFFa\n', ['-\uFEFFa', '+a'], 'a\n'],
    ['one is put there', 'a\n', ['-a', '+\uFEFFa'], '\uFEFFa\n'],
    ['one is put where one is', '\uFEFFa\n', ['-a', '+\uFEFFb'], '\uFEFFb\n'],
    ['the file has none', 'a\n', ['-\uFEFFa', '+\uFEFFb'], 'b\n'],
    ['the file has none, and one line is kept', 'a\nx\n', [' \uFEFFa', '-x', '+y'], 'a\ny\n'],
  ])('a byte order mark in the patch: %s → so', (_, before, lines, after) => {
    expect(update(before, '@@', ...lines)).toBe(after);
  });

  test.each([
    ['the new last line', 'x\n', ['-x', '+y', NO_NEWLINE], 'y'],
    ['the same line', 'x\n', ['-x', '+x', NO_NEWLINE], 'x'],
    ['the old last line alone', 'x', ['-x', NO_NEWLINE, '+x'], 'x\n'],
    ['the old one alone, in CRLF', 'a\r\nx', ['-x', NO_NEWLINE, '+x'], 'a\r\nx\r\n'],
    ['a kept line', 'a\nx', ['-a', '+b', ' x', NO_NEWLINE], 'b\nx'],
    ['both', 'x', ['-x', NO_NEWLINE, '+y', NO_NEWLINE], 'y'],
  ])('no newline at the end of the file behind %s → the last line is ended so', (_, before, lines, after) => {
    expect(update(before, '@@', ...lines)).toBe(after);
  });

  test('no newline at the end of the file, behind a hunk further up → says nothing, and that is told', () => {
    const lines = ['@@', '-x', '+y', NO_NEWLINE];
    expect(update('x\nz\n', ...lines)).toBe('y\nz\n');
    expect(notes('x\nz\n', ...lines)).toMatch(/does not end at the end of the file/);
  });

  test('a byte order mark → stays, and is no part of the first line', () => {
    expect(update('\uFEFFconst value = 1;\nx\n', '@@', '-const value = 1;', '+const value = 2;')).toBe(
      '\uFEFFconst value = 2;\nx\n',
    );
  });

  test.each([
    ['CRLF without a last line end', 'a\r\nb\r\nc', ['@@', ' b', '+new', ' c'], 'a\r\nb\r\nnew\r\nc'],
    ['CRLF, added behind a last line without end', 'a\r\nb', ['@@', ' b', '+new'], 'a\r\nb\r\nnew'],
    [
      'both, added behind one with CRLF',
      'a\r\nb\nc\r\nd\r\n',
      ['@@', ' c', '+new', ' d'],
      'a\r\nb\nc\r\nnew\r\nd\r\n',
    ],
    ['both, added behind one with LF', 'a\r\nb\nc\r\n', ['@@', ' b', '+new'], 'a\r\nb\nnew\nc\r\n'],
    ['CRLF, added at the very start', 'a\r\nb\r\n', ['@@', '+new', ' a'], 'new\r\na\r\nb\r\n'],
  ])('lines that end with %s → what is added ends as its neighbours do', (_, content, lines, after) => {
    expect(update(content, ...lines)).toBe(after);
  });

  test('an anchor cut short → found where it begins one line only', () => {
    expect(update('def total(order):\n  x\n', '@@ def total(', '-  x', '+  y')).toBe(
      'def total(order):\n  y\n',
    );
    expect(update('def f(a):\ndef f(b):\n  x\n', '@@ def f(', '-  x', '+  y')).toMatch(
      /^PROBLEM .*whole line/,
    );
  });

  test('a line that is nearly there → is offered', () => {
    expect(update('const total = sum(prices);\n', '@@', '-const total = sum(price);', '+x')).toMatch(
      /Most like it is line 1: "const total = sum\(prices\);"/,
    );
  });

  test.each([
    ['a line that is nowhere', ['@@', '-zzz', '+y'], /^PROBLEM hunk 1 .*"zzz"/],
    ['the second of two hunks', ['@@', '-a', '+A', '@@', '-zzz'], /^PROBLEM hunk 2 /],
    [
      'a hunk that matches in part',
      ['@@', ' a', ' b', '-x', '+y'],
      /2 of 3 lines match from line 1 on.*expects "x".*has "c"/,
    ],
    ['hunks against the order of the file', ['@@', '-c', '+C', '@@', '-a', '+A'], /stand at line 1.*order/],
    ['an anchor that is nowhere', ['@@ class Q', '-a'], /line after @@.*class Q.*whole line/],
    ['a file that ends too early', ['@@', ' c', ' d', '-e'], /the file ends/],
  ])('%s → a problem that says so', (_name, lines, problem) => {
    expect(update('a\nb\nc\nd\n', ...lines)).toMatch(problem);
  });
});
