/** What a command is, exactly. */
import { expect } from '@jest/globals';
import { readHostLayout } from '../../../../activities/sandbox/bubblewrap/host-layout.ts';
import { baseEnvironment } from '../../../../activities/sandbox/command/environment.ts';
import type { Case, HostileHost } from './hostile-host.ts';

export const postureCases = (host: HostileHost): Case[] => [
  {
    name: 'identity, capabilities and filter',
    run: () =>
      host.bash(
        "grep -E '^(Uid|Gid|Groups|Cap...|NoNewPrivs|Seccomp):' /proc/self/status | tr -s '\\t ' ' '",
      ),
    judge: (result) => {
      const ids = (id: number): string => `${id} ${id} ${id} ${id}`;
      const none = '0000000000000000';
      expect(result.output.split('\n').map((line) => line.trim())).toEqual([
        `Uid: ${ids(host.box.uid)}`,
        expect.stringMatching(/^Gid: /),
        expect.stringMatching(/^Groups:/),
        ...['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb'].map((name) => `${name}: ${none}`),
        'NoNewPrivs: 1',
        'Seccomp: 2',
        '',
      ]);
    },
  },
  {
    name: 'environment',
    run: () => host.run(['/usr/bin/env']),
    judge: (result) =>
      expect(result.output.trim().split('\n').sort()).toEqual(
        Object.entries({
          ...baseEnvironment('/home/goalkeeper', '/opt/goalkeeper/bin', {
            last: readHostLayout().toolPaths ?? [],
          }),
          PWD: '/workspace',
        })
          .map(([name, value]) => `${name}=${value}`)
          .sort(),
      ),
  },
];
