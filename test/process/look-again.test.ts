import { expect, test } from '@jest/globals';
import { lookAgain } from '../../process/look-again.ts';

test('lookAgain: it is looked again while nothing stops it, also after a failure that takes longer → stop ends what is under way', async () => {
  let looks = 0;
  let isUnderWay = false;
  const twice = Promise.withResolvers<void>();
  const looking = lookAgain(1, async () => {
    isUnderWay = true;
    looks += 1;
    if (looks === 3) twice.resolve();
    await Promise.resolve();
    isUnderWay = false;
  });
  await twice.promise;
  await looking.stop();
  expect(isUnderWay).toBe(false);
  const seen = looks;
  await new Promise((done) => setTimeout(done, 20));
  expect(looks).toBe(seen);
});

test('lookAgain: a look rejects → the next one waits, and stop does not', async () => {
  let looks = 0;
  const looking = lookAgain(1, () => {
    looks += 1;
    return Promise.reject(new Error('away'));
  });
  await new Promise((done) => setTimeout(done, 50));
  await looking.stop();
  expect(looks).toBe(1);
});
