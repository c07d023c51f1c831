import { expect, test } from '@jest/globals';
import { createStopStack } from '../../process/stop-stack.ts';

/** A stack of three parts that note their end; `broken` of them fail instead. */
function stackOf(...broken: readonly string[]) {
  const stopped: string[] = [];
  const stack = createStopStack();
  for (const part of ['journal', 'server', 'worker'])
    stack.push(async () => {
      stopped.push(part);
      if (broken.includes(part)) throw new Error(`${part} is stuck`);
    });
  return { stack, stopped };
}

test('stop → in the reverse order of the start, one after the other', async () => {
  const stack = createStopStack();
  const log: string[] = [];
  for (const part of ['first', 'second'])
    stack.push(async () => {
      log.push(`${part} begins`);
      await new Promise(setImmediate);
      log.push(`${part} ends`);
    });
  await stack.stop();
  expect(log).toEqual(['second begins', 'second ends', 'first begins', 'first ends']);
});

test('stop: twice at once and again later → each part is stopped once, and all wait for it', async () => {
  const { stack, stopped } = stackOf();
  await Promise.all([stack.stop(), stack.stop()]);
  await stack.stop();
  expect(stopped).toEqual(['worker', 'server', 'journal']);
});

test('stop: parts that fail → the others are stopped, and the first error is thrown', async () => {
  const { stack, stopped } = stackOf('worker', 'journal');
  await expect(stack.stop()).rejects.toThrow('worker is stuck');
  expect(stopped).toEqual(['worker', 'server', 'journal']);
});

test('stop: a part that throws before it returns a promise → the others are stopped all the same', async () => {
  const { stack, stopped } = stackOf();
  stack.push(() => {
    throw new Error('at once');
  });
  await expect(stack.stop()).rejects.toThrow('at once');
  expect(stopped).toEqual(['worker', 'server', 'journal']);
});

test('push during the stop → stopped as well', async () => {
  const stack = createStopStack();
  const late = { isStopped: false };
  stack.push(async () =>
    stack.push(async () => {
      late.isStopped = true;
    }),
  );
  await stack.stop();
  expect(late.isStopped).toBe(true);
});
