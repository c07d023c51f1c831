import { describe, expect, test } from '@jest/globals';
import type { TwinInput } from '../../../../activities/twins/trials/drawn/twin-input.ts';
import { honest, onlyOriginal, type Played, play } from './played-twins.ts';

describe('runTwins: twins that fail before any test runs', () => {
  /** A compiler takes none of these. */
  const isRefused = (text: string): boolean => /equal [0-4]$/.test(text);
  const compiled = ({ changes }: Pick<Played, 'changes'>): boolean =>
    !changes.some(({ text }) => isRefused(text));
  const onAccepted: TwinInput['onAccepted'] = async ({ changes }) => ({
    passed: changes.length > 0 && compiled({ changes }),
    gist: '',
  });

  test('as on the accepted state, where tests end at once → they count for nothing, and others are tried', async () => {
    const { record } = await play((run) => compiled(run) && honest(run), { onAccepted });
    expect(record.summary).toMatchObject({ standing: 'canFail', survived: 0 });
    expect(record.runs.filter(({ kind, passed }) => kind === 'equal' && !passed)).toEqual([]);
  });

  test('all of them → not shown, with the reason', async () => {
    const { record } = await play((run) => run.changes.length === 0, {
      onAccepted: async ({ changes }) => ({
        passed: changes.length > 0 && changes.every(({ text }) => text.endsWith('original')),
        gist: '',
      }),
    });
    expect(record.summary).toMatchObject({
      standing: 'notShown',
      reason: expect.stringContaining('before any of them runs'),
    });
  });

  test('they pass there → work that fails with them is refused', async () => {
    const { record } = await play(onlyOriginal, { onAccepted: async () => ({ passed: true, gist: '' }) });
    expect(record.summary).toMatchObject({ standing: 'recognised' });
  });
});
