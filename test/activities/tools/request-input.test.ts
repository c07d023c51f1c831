import { describe, expect, test } from '@jest/globals';
import { parseArguments } from '../../../activities/tools/registry.ts';

const parse = (args: object) => parseArguments('request_input', JSON.stringify(args));

describe('request_input', () => {
  test.each<[string, object]>([
    ['a question', { question: 'Which database?' }],
    ['a question, and null for its options', { question: 'Which database?', options: null }],
    ['a question with options', { question: 'Which?', options: ['Postgres', 'SQLite'] }],
  ])('%s → asked of the workflow; the text stays in the journal', (_, args) => {
    const call = parse(args);
    expect(call).toMatchObject({ ok: true, readOnly: false, isWork: false, label: 'request_input' });
    expect(call.ok && call.asks).toEqual({ for: 'input' });
  });

  test.each<[string, object, RegExp]>([
    ['no question', {}, /question/],
    ['an empty question', { question: ' \n' }, /question/],
    ['a question without end', { question: 'x'.repeat(4_001) }, /question: .*4000/],
    ['an option of nothing', { question: 'Which?', options: ['a', ''] }, /options\.1/],
    ['a long option', { question: 'Which?', options: ['x'.repeat(201)] }, /options\.0: .*200/],
    ['too many options', { question: 'Which?', options: Array(21).fill('a') }, /options: .*20/],
    [
      'an unknown field',
      { question: 'Which?', default: 'a' },
      /default.*Its arguments are: question, options/,
    ],
  ])('%s → refused by name, and nothing is asked', (_, args, problem) => {
    const call = parse(args);
    expect(call).toMatchObject({ ok: false, problem: expect.stringMatching(problem) });
    expect(call).not.toHaveProperty('asks');
  });
});
