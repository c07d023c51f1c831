/** A process that is started again whenever it ends, as an init system does. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = resolve(import.meta.dirname, '../..');
const RESTART_AFTER_MS = 1_000;
const LAST_LINES = 20;

export interface Supervised {
  readonly name: string;
  signal(signal: NodeJS.Signals): void;
  /** Ends it for good; resolves with its exit code. */
  stop(): Promise<number | null>;
  /** What was not in order: ends that nobody asked for, and those that were asked for and failed. */
  problems(): readonly string[];
  restarts(): number;
}

/** Resolves when the process has said the words for the first time. */
export async function supervise(
  name: string,
  file: string,
  env: NodeJS.ProcessEnv,
  words: RegExp,
): Promise<Supervised> {
  const problems: string[] = [];
  let restarts = 0;
  let isStopping = false;
  let asked: NodeJS.Signals | undefined;
  let isReady = false;
  let lines: string[] = [];
  let child: ChildProcess;
  const firstReady = Promise.withResolvers<void>();

  function start(): void {
    asked = undefined;
    isReady = false;
    lines = [];
    child = spawn(process.execPath, [join(ROOT, file)], {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      if (stream !== null)
        createInterface({ input: stream }).on('line', (line) => {
          lines = [...lines, line].slice(-LAST_LINES);
          if (!words.test(line)) return;
          isReady = true;
          firstReady.resolve();
        });
    child.once('exit', (code, signal) => void onExit(code, signal));
  }

  async function onExit(code: number | null, signal: NodeJS.Signals | null): Promise<void> {
    const ended = `${name} ended with ${code ?? signal}`;
    if (asked === undefined && !isStopping) problems.push(`${ended} by itself:\n  ${lines.join('\n  ')}`);
    // What is asked to end while it starts may not listen yet.
    else if (asked === 'SIGTERM' && code !== 0 && isReady && signal !== 'SIGKILL')
      problems.push(`${ended} when asked to stop:\n  ${lines.join('\n  ')}`);
    if (isStopping) return;
    restarts += 1;
    await sleep(RESTART_AFTER_MS);
    if (!isStopping) start();
  }

  start();
  await firstReady.promise;
  return {
    name,
    signal(signal) {
      if (signal === 'SIGKILL' || (signal === 'SIGTERM' && asked === undefined)) asked = signal;
      child.kill(signal);
    },
    async stop() {
      isStopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const exited = once(child, 'exit');
      asked = 'SIGTERM';
      child.kill('SIGCONT');
      child.kill('SIGTERM');
      const [code] = (await exited) as [number | null];
      return code;
    },
    problems: () => problems,
    restarts: () => restarts,
  };
}
