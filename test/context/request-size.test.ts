import { expect, test } from '@jest/globals';
import type { GoalBlock } from '../../context/closing/closing-block.ts';
import { buildRequest } from '../../context/request.ts';
import { promptBytes, requestSize } from '../../context/request-size.ts';
import { Transcript } from '../../context/transcript/transcript.ts';
import { contractWith, goalViewWith } from '../support/contract/sample-contract.ts';
import { callingReply, resultItem, userMessage } from './transcript-items.ts';

const closing: GoalBlock = {
  kind: 'continuation',
  goal: goalViewWith(),
  contract: contractWith({ objective: 'Make it fast, "please"' }),
  checkLines: ['p95 FAILED'],
};

function transcript(): Transcript {
  const made = new Transcript();
  made.add([userMessage(1, 'Hi'), callingReply(2, 1), resultItem(3, 2, 0)]);
  return made;
}

test('requestSize: → each tool, each kind of item, and each section of the closing block once', () => {
  const size = requestSize({ transcript: transcript(), closing });
  const { tools } = buildRequest({ threadId: 't', transcript: transcript(), mayCallTools: true });
  expect(size.tools.map(({ name }) => name)).toEqual(tools.map(({ name }) => name));
  expect(size.transcript.toolOutputs.items).toBe(1);
  expect(size.closing.map(({ name }) => name)).toEqual([
    ...['goal_contract', 'objective', 'verification', 'state', 'last_check_results', 'request'],
  ]);
  expect(requestSize({ transcript: transcript() }).closing).toEqual([]);
});

test('promptBytes: → what the parts of the request take as JSON, but for the punctuation between them', () => {
  const { instructions, tools, input } = buildRequest({
    threadId: 't',
    transcript: transcript(),
    mayCallTools: true,
    closing,
  });
  const written = [instructions, ...tools, ...input].map((part) => Buffer.byteLength(JSON.stringify(part)));
  const exact = written.reduce((sum, bytes) => sum + bytes, 0);
  const counted = promptBytes(requestSize({ transcript: transcript(), closing }));
  expect(Math.abs(counted - exact)).toBeLessThan(60);
});
