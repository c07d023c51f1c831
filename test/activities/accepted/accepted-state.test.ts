import { beforeEach, describe, expect, test } from '@jest/globals';
import {
  type AcceptedSource,
  acceptedState,
  holdsProvenWork,
  overlaid,
} from '../../../activities/accepted/accepted-state.ts';
import type { GoalRecord } from '../../../journal/journal.ts';
import type { KeptState, Manifest } from '../../../states/state-entry.ts';
import { manifest } from '../../support/workspace/manifests.ts';

const GIVEN = manifest({ 'test/t': 'given' });
const TAMPERED = manifest({ 'test/t': 'tampered' });
const PROVEN = manifest({ 'test/t': 'given', 'src/a': 'done' });

/** A thread's goals, newest first, with their states in memory. */
interface Past {
  goals: { goalId: string; status: string }[];
  proven: Record<string, string>;
  starts: Map<string, string>;
  acceptances: Record<string, { revision: number; stateId: string; paths?: readonly string[] }[]>;
  given?: string;
}

let past: Past;
const STATES: Record<string, Manifest> = {};
beforeEach(() => {
  Object.assign(STATES, { given: GIVEN, tampered: TAMPERED, proven: PROVEN });
  past = {
    goals: [{ goalId: 'g1', status: 'active' }],
    proven: {},
    starts: new Map(),
    acceptances: {},
    given: 'given',
  };
});

const source = (): AcceptedSource => ({
  journal: {
    readGivenState: async () => past.given,
    readStartState: async (goalId) => past.starts.get(goalId),
    async keepStartState({ goalId, stateId }) {
      if (!past.starts.has(goalId)) past.starts.set(goalId, stateId);
      return past.starts.get(goalId) ?? stateId;
    },
    readSeenState: async (goalId) => {
      const stateId = past.proven[goalId];
      return stateId === undefined
        ? undefined
        : { threadId: 't', goalId, revision: 1, seq: 1, purpose: 'proven', stateId };
    },
    listGoals: async () =>
      past.goals.map((snapshot) => ({ snapshot: { revision: 9, ...snapshot } }) as unknown as GoalRecord),
    readPlacedState: async () => undefined,
    listAcceptances: async (goalId, revision) =>
      (past.acceptances[goalId] ?? []).filter(({ revision: from }) => from <= revision),
  },
  states: {
    read: async (stateId) => {
      const found = STATES[stateId];
      return found === undefined ? undefined : keptState(stateId, found);
    },
    async record(state) {
      STATES.recorded = state;
      return keptState('recorded', state);
    },
  },
});
const keptState = (stateId: string, state: Manifest): KeptState => ({
  stateId,
  digest: stateId,
  manifest: state,
});
const of = (goalId: string, revision = 1) => acceptedState(source(), 't', { goalId, revision });

describe('acceptedState', () => {
  test('first goal → what the thread was given, whatever was done since', async () => {
    expect(await of('g1')).toEqual(GIVEN);
    past.given = 'tampered';
    expect(await of('g1', 2)).toEqual(GIVEN);
  });

  test('the goal before was proven → what its checks ran on', async () => {
    past.goals = [
      { goalId: 'g2', status: 'active' },
      { goalId: 'g1', status: 'complete' },
    ];
    past.proven.g1 = 'proven';
    expect(await of('g2')).toEqual(PROVEN);
  });

  test('the goal before was replaced, cleared, or never proven → what that one stood on', async () => {
    for (const status of ['active', 'cleared', 'blocked']) {
      past.starts.clear();
      past.goals = [
        { goalId: 'g3', status: 'active' },
        { goalId: 'g2', status },
        { goalId: 'g1', status: 'complete' },
      ];
      past.proven = { g1: 'proven', g2: 'tampered' };
      expect(await of('g3')).toEqual(PROVEN);
    }
  });

  test('a person accepts a later state, whole or at some paths → from that revision on, and for later goals', async () => {
    past.acceptances.g1 = [{ revision: 3, stateId: 'tampered' }];
    expect(await of('g1', 2)).toEqual(GIVEN);
    expect(await of('g1', 3)).toEqual(TAMPERED);
    past.acceptances.g1 = [{ revision: 2, stateId: 'proven', paths: ['src'] }];
    expect(await of('g1', 2)).toEqual(PROVEN);
    past.goals = [
      { goalId: 'g2', status: 'active' },
      { goalId: 'g1', status: 'cleared' },
    ];
    expect(await of('g2')).toEqual(PROVEN);
  });

  test('a state that the store has lost, or a thread without one → rejected: no seal is made up', async () => {
    past.given = 'gone';
    await expect(of('g1')).rejects.toThrow('gone is not in the store');
    past.starts.clear();
    delete past.given;
    await expect(of('g1')).rejects.toThrow('given is not known');
  });
});

describe('holdsProvenWork', () => {
  const holds = async (goalId: string, revision = 1): Promise<boolean> => {
    await of(goalId, revision);
    return holdsProvenWork(source(), 't', { goalId, revision });
  };

  test('what a person gave, or accepted whole → no; what a goal was proven with → yes', async () => {
    expect(await holds('g1')).toBe(false);
    past.goals = [
      { goalId: 'g2', status: 'active' },
      { goalId: 'g1', status: 'complete' },
    ];
    past.proven.g1 = 'proven';
    expect(await holds('g2')).toBe(true);
    past.acceptances.g2 = [{ revision: 2, stateId: 'tampered', paths: ['test'] }];
    expect(await holds('g2', 2)).toBe(true);
    past.acceptances.g2 = [{ revision: 2, stateId: 'tampered' }];
    expect(await holds('g2', 1)).toBe(true);
    expect(await holds('g2', 2)).toBe(false);
  });
});

describe('overlaid', () => {
  test('some paths of another state → those alone, removed ones removed, with the folders they lie in', () => {
    const state = manifest({ a: '1', 'b/c': '1', 'd/e': '1' });
    const other = manifest({ a: '2', 'b/c': '2', 'x/y/z': '2' });
    expect(overlaid(state, other, ['b/c', 'x/y', 'd/**'])).toEqual(
      manifest({ a: '1', 'b/c': '2', d: null, 'x/y/z': '2' }),
    );
  });
});
