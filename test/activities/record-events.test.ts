import { expect, test } from '@jest/globals';
import { createRecordEvents } from '../../activities/record-events.ts';
import type { Journal } from '../../journal/journal.ts';
import { turnStarted } from '../journal/samples.ts';

test('recordEvents: events and delivered messages → appended to the record of their thread, and nothing else', async () => {
  const appended: unknown[] = [];
  const append: Journal['append'] = async (...entry) => void appended.push(entry);
  // Whatever else of the dependencies it touched would throw.
  const record = createRecordEvents({ journal: { append } } as Parameters<typeof createRecordEvents>[0]);
  const inputs = [{ inputId: 'msg_a', seq: 3, turn: 2 }];
  await record({ threadId: 'thr_1', events: [turnStarted(1), turnStarted(2)], inputs });
  expect(appended).toEqual([['thr_1', { events: [turnStarted(1), turnStarted(2)], inputs }]]);
});

test('recordEvents: delivered messages alone → appended as well', async () => {
  const appended: unknown[] = [];
  const append: Journal['append'] = async (...entry) => void appended.push(entry);
  const record = createRecordEvents({ journal: { append } } as Parameters<typeof createRecordEvents>[0]);
  const inputs = [{ inputId: 'msg_a', seq: 3, turn: 2 }];
  await record({ threadId: 'thr_1', inputs });
  expect(appended).toEqual([['thr_1', { events: [], inputs }]]);
});

test('recordEvents: journal that is away → rejected, so that Temporal tries again', async () => {
  const append: Journal['append'] = () => Promise.reject(new Error('away'));
  const record = createRecordEvents({ journal: { append } } as Parameters<typeof createRecordEvents>[0]);
  await expect(record({ threadId: 'thr_1', events: [turnStarted(1)] })).rejects.toThrow('away');
});
