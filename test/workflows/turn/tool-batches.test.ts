import { expect, test } from '@jest/globals';
import { MAX_PARALLEL_CALLS, toolBatches } from '../../../workflows/turn/tool-batches.ts';
import type { ToolCallRef } from '../../../workflows/turn/tool-call-ref.ts';

const call = (callId: string, readOnly: boolean): ToolCallRef => ({
  callId,
  readOnly,
  isWork: true,
  label: 'x',
});
const shape = (calls: ToolCallRef[]) =>
  toolBatches(calls).map((batch) => batch.map(({ callId }) => callId).join(''));

test('toolBatches: neighbours that only read → side by side; writers alone and in order', () => {
  expect(
    shape([call('a', true), call('b', true), call('C', false), call('D', false), call('e', true)]),
  ).toEqual(['ab', 'C', 'D', 'e']);
});

test('toolBatches: more readers than the limit → several batches', () => {
  const readers = Array.from({ length: MAX_PARALLEL_CALLS + 1 }, () => call('r', true));
  expect(toolBatches(readers).map((batch) => batch.length)).toEqual([MAX_PARALLEL_CALLS, 1]);
});
