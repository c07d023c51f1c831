import { expect, test } from '@jest/globals';
import { unansweredLines } from '../../../context/closing/unanswered-lines.ts';
import type { ReplyOutput } from '../../../journal/bodies/model-reply.ts';

const asked = (args: string): ReplyOutput => ({
  type: 'function_call',
  call_id: 'c',
  name: 'request_input',
  arguments: args,
});
const LS: ReplyOutput = { type: 'function_call', call_id: 'd', name: 'shell', arguments: '{"command":"ls"}' };

test('a question with a default answer → both, from the very call that asked', () => {
  const reply = [LS, asked('{"question":"Left or right?","options":null,"defaultAnswer":"left"}')];
  expect(unansweredLines(reply, '12-1')).toEqual([
    'Nobody answered your question in time: Left or right?',
    'Go on with your default answer: left',
  ]);
});

test.each([
  ['without a default answer', [asked('{"question":"Left or right?","defaultAnswer":null}')]],
  ['whose arguments cannot be read', [asked('{')]],
  ['that is not on record', []],
])('a question %s → to be decided by the contract', (_, reply) => {
  const [first, second] = unansweredLines(reply, '12-0');
  expect(first).toMatch(/^Nobody answered your question in time/);
  expect(second).toMatch(/^You named no default answer\. Decide by the contract/);
});
