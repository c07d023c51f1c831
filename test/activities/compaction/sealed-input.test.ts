import { expect, test } from '@jest/globals';
import { sealedInput } from '../../../activities/compaction/summarise.ts';
import type { Entry } from '../../../context/transcript/transcript-entry.ts';

const entry: Entry = {
  ...{ kind: 'userMessage', seq: 1, bytes: 10 },
  item: { role: 'user', content: 'hello' },
} as unknown as Entry;

test('sealedInput: a goal is worked on → its contract and ledger stand behind what is compacted; without one, nothing is added', () => {
  expect(sealedInput([entry], '<goal_contract>Be quick</goal_contract>')).toEqual([
    { role: 'user', content: 'hello' },
    { role: 'user', content: '<goal_contract>Be quick</goal_contract>' },
  ]);
  expect(sealedInput([entry], undefined)).toEqual([{ role: 'user', content: 'hello' }]);
});
