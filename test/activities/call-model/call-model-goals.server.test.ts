import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Journal } from '../../../journal/journal.ts';
import type { Respond } from '../../../scripted-model/model-server.ts';
import type { Reply } from '../../../scripted-model/reply.ts';
import type { ModelCallInput, ModelCallResult } from '../../../workflows/activities.ts';
import { type ActivityParts, openActivityParts } from '../../support/activities/activity-parts.ts';
import { askedFor, callModel, itemsOf, modelCall } from '../../support/activities/model-call-bench.ts';

let parts: ActivityParts;
let respond: Respond;
beforeAll(async () => {
  parts = await openActivityParts({ respond: (request, index) => respond(request, index) });
});
afterAll(() => parts.close());
beforeEach(() => {
  respond = () => goalReply('Make it fast');
});

const goalReply = (objective: string): Reply => ({
  toolCalls: [
    { name: 'create_goal', arguments: { objective, checks: [{ name: 'tests', command: 'npm test' }] } },
  ],
});

const withJournal = (journal: Partial<Journal>) => parts.with({ journal: { ...parts.journal, ...journal } });

/** The objective in the journal of the goal that the result tells the workflow of. */
async function objectiveIn({ toolCalls }: Pick<ModelCallResult, 'toolCalls'>): Promise<string | undefined> {
  const [asks] = toolCalls.flatMap((call) => call.asks ?? []);
  if (asks?.for !== 'goal') throw new Error('no goal is asked for');
  return (await parts.journal.readContract(asks.goal.goalId, 1))?.objective;
}

/** The objective in the reply that the record holds. */
async function objectiveRecorded(input: ModelCallInput): Promise<unknown> {
  const [item] = await itemsOf(parts, input);
  const { output } = JSON.parse(item?.body ?? '') as { output: { arguments: string }[] };
  return (JSON.parse(output[0]?.arguments ?? '') as { objective: string }).objective;
}

describe('callModel: create_goal', () => {
  test('a goal in the reply → its contract is in the journal when the workflow hears of it', async () => {
    const input = await modelCall(parts);
    const result = await callModel(parts, input);
    expect(result.toolCalls).toMatchObject([{ asks: { for: 'goal', goal: { title: 'Make it fast' } } }]);
    expect(await objectiveIn(result)).toBe('Make it fast');
  });

  test('journal that refuses the contract → no result; tried again → the paid reply, and its contract', async () => {
    const input = await modelCall(parts);
    const saveContract = () => Promise.reject(new Error('disk full'));
    await expect(callModel(withJournal({ saveContract }), input)).rejects.toThrow('disk full');
    expect(await objectiveIn(await callModel(parts, input, 2))).toBe('Make it fast');
    expect(askedFor(parts, input.threadId)).toHaveLength(1);
  });

  test('repeated after it had finished → the same goal, and no second call', async () => {
    const input = await modelCall(parts);
    const first = await callModel(parts, input);
    respond = () => goalReply('Something else');
    expect(await callModel(parts, input, 2)).toEqual(first);
    expect(await objectiveIn(first)).toBe('Make it fast');
    expect(askedFor(parts, input.threadId)).toHaveLength(1);
  });

  test('two attempts at once with two replies → the contract is that of the reply in the record, for both', async () => {
    const input = await modelCall(parts);
    respond = (_, index) => goalReply(`Objective ${index}`);
    let late: ModelCallResult | undefined;
    // The worker thought lost has its answer too, and is slower by a hair.
    const finishCall: Journal['finishCall'] = async (threadId, item) => {
      late = { ...(await callModel(parts, input, 2)) };
      return parts.journal.finishCall(threadId, item);
    };
    const first = await callModel(withJournal({ finishCall }), input);
    expect(first).toEqual(late);
    expect(askedFor(parts, input.threadId)).toHaveLength(2);
    expect(await objectiveIn(first)).toBe(await objectiveRecorded(input));
  });

  test('a goal with mistakes → no contract, and nothing is asked of the workflow', async () => {
    respond = () => ({ toolCalls: [{ name: 'create_goal', arguments: { objective: ' ', checks: [] } }] });
    const saveContract = () => Promise.reject(new Error('saved'));
    const { toolCalls } = await callModel(withJournal({ saveContract }), await modelCall(parts));
    expect(toolCalls).toEqual([{ callId: '2-0', label: 'create_goal', readOnly: true, isWork: false }]);
  });
});
