/**
 * What a hostile command tries, against the real sandbox: 41 cases. On a machine without bubblewrap they
 * fail; they are never skipped.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readCases, writeCases } from './conformance/file-cases.ts';
import type { Case, HostileHost } from './conformance/hostile-host.ts';
import { SECRET, startHostileHost } from './conformance/hostile-host.ts';
import { killCases } from './conformance/kill-cases.ts';
import { limitCases } from './conformance/limit-cases.ts';
import { networkCases } from './conformance/network-cases.ts';
import { postureCases } from './conformance/posture-cases.ts';
import { privilegeCases } from './conformance/privilege-cases.ts';

const groups: {
  readonly group: string;
  readonly cases: (host: HostileHost) => Case[];
  readonly count: number;
}[] = [
  { group: 'a write outside', cases: writeCases, count: 6 },
  { group: 'a read outside', cases: readCases, count: 6 },
  { group: 'network', cases: networkCases, count: 8 },
  { group: 'privilege', cases: privilegeCases, count: 8 },
  { group: 'an end', cases: killCases, count: 5 },
  { group: 'a limit', cases: limitCases, count: 6 },
  { group: 'posture', cases: postureCases, count: 2 },
];

let host: HostileHost;
beforeAll(async () => {
  host = await startHostileHost();
});
afterAll(() => host?.close());

describe.each(groups)('sandbox: $group', ({ cases, count }) => {
  // The titles are needed before the host is there; a case uses it only when it runs.
  const later = new Proxy({} as HostileHost, { get: (_, name) => host[name as keyof HostileHost] });
  const table = cases(later);

  test.each(table)('$name → confined', async ({ run, judge }) => judge(await run()), 90_000);

  test(`${count} cases`, () => {
    expect(table).toHaveLength(count);
  });
});

test('sandbox: the servers that no command could reach → answer the host', async () => {
  expect(await host.answersToHost()).toEqual([SECRET, SECRET, SECRET]);
});
