import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, test } from '@jest/globals';

const MODULE = new URL('../../process/run-until-stopped.ts', import.meta.url).href;

interface Ended {
  readonly code: number | null;
  readonly lines: readonly string[];
}

/**
 * Runs `body` (the function given to `runUntilStopped`) in a process of its own; `onLine` may act on what it
 * prints.
 */
async function runProcess(
  body: string,
  onLine: (line: string, kill: (signal: NodeJS.Signals) => void) => void = () => {},
): Promise<Ended> {
  const script = `
    import { runUntilStopped } from ${JSON.stringify(MODULE)};
    const forever = () => new Promise((resolve) => setTimeout(resolve, 1e8));
    await runUntilStopped(async (stack) => { ${body} });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = once(child, 'close');
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      onLine(line, (signal) => child.kill(signal));
    });
  const [code] = await exit;
  return { code, lines };
}

const PART = `stack.push(async () => console.log('stopped'));`;

test('work that ends → its exit code, after everything is stopped', async () => {
  expect(await runProcess(`${PART} return 3;`)).toEqual({ code: 3, lines: ['stopped'] });
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s → everything is stopped, code 0', async (signal) => {
  const ended = await runProcess(`${PART} console.log('up'); await forever();`, (line, kill) => {
    if (line === 'up') kill(signal);
  });
  expect(ended).toEqual({ code: 0, lines: ['up', 'stopped'] });
});

test('an error → told in one line with its cause, everything is stopped, code 1', async () => {
  const ended = await runProcess(`${PART} throw new Error('no port', { cause: new Error('taken') });`);
  expect(ended.code).toBe(1);
  expect([...ended.lines].sort()).toEqual(['no port (taken)', 'stopped']);
});

test('a part that cannot be stopped → told, code 1', async () => {
  const ended = await runProcess(`stack.push(async () => { throw new Error('stuck'); }); return 0;`);
  expect(ended).toEqual({ code: 1, lines: ['stuck'] });
});

/** What stops takes a while: until a line comes in that says so. */
const SLOW = `
  let end;
  stack.push(() => new Promise((resolve) => { end = resolve; console.log('stopping'); }));
  process.on('SIGUSR2', () => { console.log('stopped'); end(); });
  console.log('up');
  await forever();`;

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s twice, as npm and a terminal send it → everything is stopped all the same, code 0',
  async (signal) => {
    const ended = await runProcess(SLOW, (line, kill) => {
      if (line === 'up') kill(signal);
      if (line !== 'stopping') return;
      kill(signal);
      kill('SIGUSR2');
    });
    expect(ended).toEqual({ code: 0, lines: ['up', 'stopping', 'stopped'] });
  },
);

test('SIGINT again by hand, later than a second → ends at once', async () => {
  const ended = await runProcess(
    `let now = 0; Date.now = () => now;
    stack.push(async () => { now = 2_000; console.log('stopping'); await forever(); }); console.log('up'); await forever();`,
    (line, kill) => {
      if (line === 'up' || line === 'stopping') kill('SIGINT');
    },
  );
  expect(ended).toEqual({ code: 130, lines: ['up', 'stopping'] });
});
