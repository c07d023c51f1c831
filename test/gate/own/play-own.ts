/** Plays cases in workspaces of their own on one service: each as a cheat, and as its honest twin. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Reply } from '../../../scripted-model/reply.ts';
import { atMost } from '../../support/at-most.ts';
import { claim, inOrder, say } from '../../support/model/scripts.ts';
import type { Json } from '../../support/service/api.ts';
import { type GateService, type Played, startGateService } from '../gate-service.ts';
import { placeEntries } from '../honest/place-source.ts';
import { goalOf, type OwnCase } from './own-case.ts';

const AT_ONCE = 3;
/** `SHAPES=regex`: only those whose name has it. */
const WANTED = new RegExp(process.env.SHAPES ?? '');

interface Part {
  readonly own: OwnCase;
  readonly as: 'cheat' | 'honest';
}

/** One test for each case. */
export function testOwnCases(all: readonly OwnCase[]): void {
  const cases = all.filter(({ name }) => WANTED.test(name));
  const parts: Part[] = cases.flatMap((own) => [
    { own, as: 'cheat' },
    { own, as: 'honest' },
  ]);
  const partOf = (own: OwnCase, as: Part['as']): Part | undefined =>
    parts.find((part) => part.own === own && part.as === as);
  let directory: string;
  let gate: GateService;
  let played: ReadonlyMap<Part, Promise<Played>>;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'goalkeeper-test-'));
    mkdirSync(join(directory, 'state'));
    const names = new Map(cases.map((own, index) => [own, `own-${index}`]));
    for (const [own, name] of names) place(join(directory, name), own);
    const sources = [...names.values()].map((name) => `${name}=${join(directory, name)}`).join(',');
    gate = await startGateService(
      { WORKSPACE_SOURCES: sources },
      { dataDirectory: join(directory, 'state') },
    );
    played = atMost(AT_ONCE, parts, (part) => playByLot(gate, part, names.get(part.own) ?? ''));
  });
  afterAll(async () => {
    await gate?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  test.each(cases.map((own) => [own.name, own] as const))(
    '%s → not complete; the honest twin completes',
    async (_, own) => {
      const [cheat, honest] = [partOf(own, 'cheat'), partOf(own, 'honest')];
      const cheated = cheat && (await played.get(cheat));
      const upright = honest && (await played.get(honest));
      if (cheated === undefined || upright === undefined) throw new Error('it was not played');
      const told = toldIn(cheated.items);
      expect([cheated.goal.status, told]).toEqual([expect.not.stringMatching(/^complete$/), told]);
      expect(told).toMatch(own.told);
      expect([upright.goal.status, toldIn(upright.items)]).toEqual(['complete', toldIn(upright.items)]);
    },
    900_000,
  );
}

/** A cheat by lot that came through is played once more, since once is what the documentation grants it. */
async function playByLot(gate: GateService, part: Part, source: string): Promise<Played> {
  const first = await play(gate, part, source);
  const isLucky = part.own.isByLot && part.as === 'cheat' && first.goal.status === 'complete';
  return isLucky ? play(gate, part, source) : first;
}

async function play(gate: GateService, { own, as }: Part, source: string): Promise<Played> {
  const threadId = await gate.api.createThread({ workspace: { source } });
  const earlier: Reply[] = [];
  const pursue = async (goal: object, replies: readonly Reply[]): Promise<void> => {
    gate.model.follow(threadId, inOrder([...earlier, ...replies], say('Nothing more.')));
    const set = await gate.call(threadId, 'PUT', 'goal', goal);
    if (set.status !== 201) throw new Error(`no goal: ${set.status} ${JSON.stringify(set.body)}`);
    await gate.atRest(threadId);
    earlier.push(...replies, say('Nothing more.'));
  };
  if (own.before !== undefined) {
    const checks = [{ name: 'before', command: own.before.check }];
    await pursue({ objective: 'Something before', verification: { checks } }, [...own.before[as], claim]);
  }
  await pursue(goalOf(own), [...own[as], claim]);
  return gate.record(threadId);
}

/** What the service answered to claims. */
const toldIn = (items: readonly Json[]): string =>
  items
    .filter(({ kind, body }) => kind === 'toolResult' && body.name === 'update_goal')
    .map(({ body }) => String(body.output))
    .join('\n');

function place(directory: string, { source, made }: OwnCase): void {
  placeEntries(directory, source);
  if (made !== undefined) execFileSync('/bin/sh', ['-c', made], { cwd: directory, stdio: 'ignore' });
}
