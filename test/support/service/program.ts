/** A program of the repository as a process of its own, and what it prints. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = resolve(import.meta.dirname, '../../..');

export interface Program {
  /** What it printed on stdout and stderr so far. */
  readonly lines: readonly string[];
  /** Resolves when a line contains the words; rejects with all lines when the process ends before. */
  untilSaid(words: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  /** The exit code, when everything that it printed is read. */
  readonly ended: Promise<number | null>;
}

/** Knows of the test's environment only where programs are. */
export function startProgram(file: string, env: Readonly<Record<string, string>>): Program {
  const child: ChildProcess = spawn(process.execPath, [join(ROOT, file)], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '/', ...env },
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    if (stream !== null)
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        for (const look of waiting) look();
      });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    lines,
    ended,
    kill: (signal) => void child.kill(signal),
    untilSaid: (words) =>
      new Promise((done, fail) => {
        const look = (): void => {
          if (!lines.some((line) => line.includes(words))) return;
          waiting.delete(look);
          done();
        };
        waiting.add(look);
        look();
        void ended.then((code) => fail(new Error(`${file} ended with ${code}:\n${lines.join('\n')}`)));
      }),
  };
}
