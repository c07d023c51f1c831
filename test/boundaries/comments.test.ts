import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { commentProblems } from './comments.ts';
import { ROOT, SOURCE_FILES } from './source-files.ts';

test('comments: every source → sentences that begin with no preposition, on lines of at most 110 columns', () => {
  const problems = SOURCE_FILES.flatMap((file) =>
    commentProblems(file, readFileSync(join(ROOT, file), 'utf8')),
  );
  expect(problems).toEqual([]);
});

describe('comments: what a machine can find is found', () => {
  test.each([
    ['a fragment', '/** Of one reply. */\nexport const a = 1;'],
    ['a fragment on lines of its own', '/**\n * By model, and\n * nothing else.\n */'],
    ['a fragment behind code', 'const a = 1; // In milliseconds.'],
    ['a fragment behind a sentence of other code', 'const a = 1; // Words.\n// As it was.'],
    ['a long line', `// ${'word '.repeat(25)}`],
    ['a long line of several', `/**\n * Short.\n * ${'word '.repeat(25)}\n */`],
  ])('%s → one line', (_, source) => {
    expect(commentProblems('a.ts', source)).toHaveLength(1);
  });

  test.each([
    ['a sentence', '/** One reply has at most so many. */'],
    ['a line that goes on', '// The reply is kept\n// as it came.'],
    ['words of a text', "const text = '// Of one reply.';"],
    ['a word that only begins like one', '// Information is kept. Office hours are not.'],
  ])('%s → nothing', (_, source) => {
    expect(commentProblems('a.ts', source)).toEqual([]);
  });
});
