/** Ends of a command; nothing that it started may outlive them. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import type { CommandResult } from '../../../../activities/sandbox/sandbox.ts';
import { processesWith, until } from '../../../support/service/host-processes.ts';
import type { Case, HostileHost } from './hostile-host.ts';

/**
 * Four descendants: one in a session of its own, one an orphan of another session, one deaf to SIGTERM, one
 * plain.
 */
const family = (marker: string): string =>
  `setsid sleep ${marker} & (setsid nohup sleep ${marker} &) ; (trap '' TERM; exec sleep ${marker}) & sleep ${marker}`;
const FAMILY_SIZE = 4;

/** A number of seconds that is long, and that no other process waits for. */
const newMarker = (): string => `9${process.pid}${Math.floor(Math.random() * 1e6)}`;
const sleepersOf = (marker: string): number => processesWith(`sleep\0${marker}`).length;
const allAsleep = (marker: string): Promise<void> =>
  until('the family sleeps', () => sleepersOf(marker) === FAMILY_SIZE);

export function killCases(host: HostileHost): Case[] {
  const marker = newMarker();
  const nobodyIsLeft = (endedBy: CommandResult['endedBy']) => (result: CommandResult) => {
    expect(result.endedBy).toBe(endedBy);
    expect(processesWith(marker)).toEqual([]);
  };
  return [
    {
      name: 'the deadline',
      run: async () => {
        const result = host.bash(family(marker), { timeoutMs: 3000 });
        await allAsleep(marker);
        return result;
      },
      judge: nobodyIsLeft('timeout'),
    },
    {
      name: 'a cancellation',
      run: async () => {
        const controller = new AbortController();
        const result = host.bash(family(marker), { signal: controller.signal });
        await allAsleep(marker);
        controller.abort();
        return result;
      },
      judge: nobodyIsLeft('cancel'),
    },
    {
      name: 'a kill -9 of the worker',
      run: async () => {
        const program = fileURLToPath(
          new URL('../../../support/sandbox/sandboxed-program.ts', import.meta.url),
        );
        const { workspace } = host;
        const { bwrapPath } = host.box;
        const input = JSON.stringify({ bwrapPath, workspace, script: family(marker) });
        const worker = spawn(process.execPath, [program, input], { stdio: 'ignore' });
        await allAsleep(marker);
        worker.kill('SIGKILL');
        await until('nobody is left', () => processesWith(marker).length === 0);
        return host.bash('true');
      },
      judge: nobodyIsLeft('exit'),
    },
    {
      name: 'the last command of the script, for fifty sessions that hold no output open',
      run: () =>
        host.bash(
          `for i in {1..50}; do setsid sleep ${marker} </dev/null >/dev/null 2>&1 & done; until [ "$(pgrep -xc sleep)" = 50 ]; do :; done; exit 7`,
        ),
      judge: (result) => {
        nobodyIsLeft('exit')(result);
        expect(result.exitCode).toBe(7);
      },
    },
    {
      name: 'the deadline, for a command that is deaf to every signal it may ignore',
      run: () =>
        host.bash(`trap '' TERM INT HUP QUIT PIPE ALRM; while :; do sleep 0.2; : ${marker}; done`, {
          timeoutMs: 1000,
        }),
      judge: nobodyIsLeft('timeout'),
    },
  ];
}
