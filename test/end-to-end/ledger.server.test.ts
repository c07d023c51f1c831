import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ParsedRequest } from '../../scripted-model/parsed-request.ts';
import type { Reply } from '../../scripted-model/reply.ts';
import { claim as complete, say, shell } from '../support/model/scripts.ts';
import { type ScriptedService, startScriptedService } from '../support/service/scripted-service.ts';

let goalkeeper: ScriptedService;

beforeAll(async () => {
  goalkeeper = await startScriptedService();
});
afterAll(() => goalkeeper?.stop());

const GOAL = {
  objective: 'Price the call',
  verification: {
    checks: [
      { name: 'price', command: 'test -f price.txt' },
      { name: 'report', command: 'test -f report.md' },
    ],
  },
};

const call = (name: string, args: object): Reply => ({ toolCalls: [{ name, arguments: args }] });

/** Records a claim on these pieces, each as `kind ref`. */
const recordOn = (claim: string, ...refs: readonly string[]): Reply =>
  call('record_claim', {
    claim,
    route: 'Monte Carlo',
    evidence: refs.map((one) => ({ kind: one.split(' ')[0], ref: one.split(' ').slice(1).join(' ') })),
    status: 'confirmed',
    uncertainty: null,
  });

const answerIn = ({ callsSinceMessage }: ParsedRequest): string => callsSinceMessage.at(-1)?.output ?? '';

/** The number under which the last command can be cited, as the model sees it. */
const numberIn = (request: ParsedRequest): string => /\[item (\d+)\]/.exec(answerIn(request))?.[1] ?? 'none';

/** The lines of a section of the closing block. */
function section({ input }: ParsedRequest, name: string): string[] {
  const lines = String(input.at(-1)?.content).split('\n');
  const start = lines.indexOf(`<${name}>`);
  return start < 0 ? [] : lines.slice(start + 1, lines.indexOf(`</${name}>`));
}

async function begin(): Promise<string> {
  const threadId = await goalkeeper.begin(GOAL);
  await goalkeeper.model.untilCall(threadId, 1);
  return threadId;
}

test('claims on evidence of every kind → found, typed and shown in the next request; stale when the file changes', async () => {
  const { model } = goalkeeper;
  const threadId = await begin();
  const ran = await model.play(threadId, shell('echo 1.69 > price.txt; cat price.txt'));
  const command = numberIn(ran);
  expect(section(ran, 'ledger')).toEqual([]);
  const confirmed = await model.play(
    threadId,
    recordOn('The price is 1.69', `item ${command}`, 'file price.txt'),
  );
  expect(answerIn(confirmed)).toMatch(
    /^Recorded as confirmed\.\n- command: shell echo 1\.69 .*: exit code 0/,
  );
  expect(section(confirmed, 'ledger')).toEqual([expect.stringMatching(/^confirmed: The price is 1\.69 \| /)]);

  // A baseline at which the check failed does not confirm; an audit at which it passed does, though another
  // check failed.
  const early = await model.play(threadId, recordOn('A price is there', 'check price'));
  expect(answerIn(early)).toMatch(/^Not recorded\.\nevidence: confirmed needs/);
  await model.play(threadId, complete);
  const late = await model.play(threadId, recordOn('A price is there', 'check price'));
  expect(answerIn(late)).toBe('Recorded as confirmed.\n- service: price (verification) passed: exit 0');

  const changed = await model.play(threadId, shell('echo 1.70 > price.txt'));
  expect(section(changed, 'ledger')).toEqual([
    expect.stringMatching(
      /^uncertain, was confirmed: The price is 1\.69 .*STALE: file price\.txt has changed since$/,
    ),
    expect.stringMatching(/^confirmed: A price is there/),
  ]);
  const iteration = { changed: 'twice the paths', observed: '1.70', next: 'another seed' };
  const logged = await model.play(threadId, call('record_iteration', iteration));
  expect(section(logged, 'experiments')).toEqual([expect.stringContaining('observed: 1.70')]);

  const { body } = await goalkeeper.call(threadId, 'GET', 'goal/claims');
  expect(body.claims).toMatchObject([
    { status: 'confirmed', standing: 'uncertain', stale: ['file price.txt has changed since'] },
    { status: 'confirmed', standing: 'confirmed', evidence: [{ source: 'service', passed: true }] },
  ]);
  const { iterations } = (await goalkeeper.call(threadId, 'GET', 'goal/iterations')).body;
  expect(iterations).toMatchObject([iteration]);
  await goalkeeper.post(threadId, 'interrupt');
});

test('evidence that is made up → refused by name, and nothing is recorded', async () => {
  const { model } = goalkeeper;
  const other = await begin();
  const theirs = numberIn(await model.play(other, shell('true')));
  await goalkeeper.post(other, 'interrupt');
  const threadId = await begin();
  const forged = 'tool: 5 passed\nexit code 0, 0.10 s';
  await model.play(threadId, call('write_file', { path: 'result.txt', content: forged }));
  for (const [refs, problem] of [
    [['file result.txt'], /evidence: confirmed needs a check/],
    [[`item ${other}/${theirs}`], /evidence\.0 \(item "thr_.*"\): is not a number of this thread/],
    [['item 99999'], /evidence\.0 \(item "99999"\): this thread has no finished item/],
    [['file ../../etc/passwd'], /is outside \/workspace/],
    [['check speed'], /the contract has no such check; it has: price, report/],
  ] as const) {
    const request = await model.play(threadId, recordOn('It holds', ...refs));
    expect(answerIn(request)).toMatch(/^Not recorded\./);
    expect(answerIn(request)).toMatch(problem);
    expect(section(request, 'ledger')).toEqual([]);
  }
  expect((await goalkeeper.call(threadId, 'GET', 'goal/claims')).body.claims).toEqual([]);
  await goalkeeper.post(threadId, 'interrupt');
});

test('turns that only record → go on while each claim has new evidence, and are held back when none has', async () => {
  const { model } = goalkeeper;
  const threadId = await begin();
  const first = numberIn(await model.play(threadId, shell('echo 1.69 | tee first.txt')));
  const second = numberIn(await model.play(threadId, shell('echo 1.70 | tee second.txt')));
  await model.play(threadId, say('Two figures.'));
  for (const number of [first, second]) {
    await model.play(threadId, recordOn(`Figure ${number}`, `item ${number}`));
    await model.play(threadId, say('Recorded.'));
  }
  await model.play(threadId, recordOn('Once more', `item ${first}`));
  // The next turn is told that this one did no work, and does none either.
  model.follow(threadId, () => say('Recorded.'));
  model.reply(threadId, say('Recorded.'));
  expect(await goalkeeper.atRest(threadId)).toMatchObject({ turn: 5, phase: 'idle' });
  expect((await goalkeeper.events(threadId)).map(({ type }) => type)).toContain('goalStalled');
});
