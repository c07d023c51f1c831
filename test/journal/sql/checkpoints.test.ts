import { expect, jest, test } from '@jest/globals';
import { checkpointIfDue } from '../../../journal/sql/checkpoints.ts';
import { openPglite } from '../../support/journal/pglite-template.ts';

// Making the first database of an installation takes seconds.
jest.setTimeout(120_000);

test('checkpointIfDue: log longer than allowed → checkpoint, once', async () => {
  const database = await openPglite();
  await database.exec(`create table texts as select repeat('x', 1000) as text from generate_series(1, 1000)`);
  expect(await checkpointIfDue(database, 1_000_000_000)).toBe(false);
  expect(await checkpointIfDue(database, 500_000)).toBe(true);
  expect(await checkpointIfDue(database, 500_000)).toBe(false);
  await database.close();
});
