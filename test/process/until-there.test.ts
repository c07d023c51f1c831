import { describe, expect, test } from '@jest/globals';
import { away, wrong } from '../../process/trouble.ts';
import { untilThere } from '../../process/until-there.ts';

/** Waits for a part whose attempts fail with these words, one after the other. */
async function waitFor(...failures: readonly string[]) {
  const lines: string[] = [];
  const left = [...failures];
  const part = await untilThere({
    what: 'the part',
    attempt: async () => {
      const words = left.shift();
      if (words !== undefined) throw new Error(words);
      return 'there';
    },
    troubleOf: ({ message }: Error) => {
      if (message === 'bug') return undefined;
      return message.startsWith('wrong') ? wrong('Correct it.') : away(message);
    },
    say: (line) => void lines.push(line),
  } as Parameters<typeof untilThere<string>>[0]);
  return { part, lines };
}

describe('untilThere', () => {
  test('a part that comes later → waited for, each reason said once', async () => {
    expect(await waitFor('it is away', 'it is away', 'it starts')).toEqual({
      part: 'there',
      lines: ['Waiting for the part: it is away.', 'Waiting for the part: it starts.'],
    });
  });

  test('what time does not mend → the sentence, at once', async () => {
    await expect(waitFor('wrong password')).rejects.toMatchObject({
      name: 'WrongSetup',
      message: 'Correct it.',
    });
  });

  test('an error of another kind → thrown as it is', async () => {
    await expect(waitFor('bug')).rejects.toThrow('bug');
  });
});
