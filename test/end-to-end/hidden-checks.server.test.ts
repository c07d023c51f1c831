/**
 * Hidden checks on the whole service: what the model server was asked, what tools read back, what is left in
 * the workspace.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { auditorOf, rules } from '../support/model/auditor-scripts.ts';
import { claim, inOrder, say, shell } from '../support/model/scripts.ts';
import { type ScriptedService, startScriptedService } from '../support/service/scripted-service.ts';

let goalkeeper: ScriptedService;
beforeAll(async () => {
  goalkeeper = await startScriptedService();
});
afterAll(() => goalkeeper?.stop());

const CANARY = 'canary-5d1e';
/** Finds it wherever a command can look, and does not hold it itself. */
const SEARCH = [
  'seen=$(cat /proc/*/cmdline /proc/*/environ 2>/dev/null | tr "\\0" " ")',
  'word=canary; word="$word-5d1e"',
  'grep -rsl "$word" /workspace "$HOME" /tmp /dev/shm /var /opt /run',
  'find / -name "*$word*" -not -path "/proc/*" 2>/dev/null',
  'case "$seen" in *"$word"*) echo found;; *) echo clean;; esac',
].join('; ');

const HELD = `echo ${CANARY} output; for n in 12 -7; do test "$(bash src/square.sh $n)" = $((n * n)) || exit 3; done\n`;
const GOAL = {
  objective: 'Make src/square.sh print the square of its argument',
  verification: {
    checks: [
      { name: 'visible', command: 'test "$(bash src/square.sh 3)" = 9' },
      {
        name: 'held out',
        visibility: 'hidden',
        hint: 'other numbers',
        command: `: ${CANARY} command; bash held/${CANARY}.sh`,
        files: [{ path: `held/${CANARY}.sh`, content: HELD }],
        expect: { exitCode: 0 },
        twin: { command: `echo exit 1 > held/${CANARY}.sh` },
      },
    ],
    auditor: {},
  },
  boundaries: { writePaths: ['src/**'] },
};

/** The program also carries off what it can reach while the hidden check runs. */
const program = (answer: string): string =>
  `mkdir -p src; cat > src/square.sh <<'END'\nfor p in /workspace/src "$HOME" "$XDG_CACHE_HOME" /tmp /dev/shm /var/tmp; do mkdir -p "$p"; cp held/* "$p/"; done 2>/dev/null\n${answer}\nEND`;

const call = (name: string, args: object) => ({ toolCalls: [{ name, arguments: args }] });
const record = (name: string) =>
  call('record_claim', {
    claim: 'squares are right',
    route: 'direct',
    evidence: [{ kind: 'check', ref: name }],
    status: 'uncertain',
    uncertainty: 'not sure',
  });

test('a table of answers is refused by the hidden check, the repair completes → and nothing that reached the model holds its text', async () => {
  const { model, api } = goalkeeper;
  const threadId = await api.createThread();
  const everyItem = Array.from({ length: 30 }, (_, index) => ({
    name: 'read_item',
    arguments: { item: index + 1, offset: null, limit: null },
  }));
  model.follow(auditorOf(threadId), rules());
  model.follow(
    threadId,
    inOrder([
      shell(program('case $1 in 3) echo 9;; esac')),
      claim,
      shell(SEARCH),
      call('get_goal', {}),
      record('held out'),
      { toolCalls: everyItem },
      shell(program('echo $(($1 * $1))')),
      claim,
      say('It is done.'),
    ]),
  );
  const set = await goalkeeper.call(threadId, 'PUT', 'goal', GOAL);
  expect(set.status).toBe(201);
  await goalkeeper.atRest(threadId);
  const goal = await api.goal(threadId);
  expect(goal).toMatchObject({ status: 'complete', refusedAudits: 1 });

  const items = await api.items(threadId);
  const claims = items.filter(({ body }) => body.type === 'checksRan' && body.purpose === 'audit');
  expect(
    claims.map(({ body }) => [body.verdict.outcomes[0].passed, body.verdict.outcomes[1].passed]),
  ).toEqual(
    expect.arrayContaining([
      [true, false],
      [true, true],
    ]),
  );
  const shells = items.filter(({ body }) => body.name === 'shell').map(({ body }) => body.output);
  expect(shells[1]).toMatch(/^exit code 0[^\n]*\nclean\n?$/);

  // The model's every request, the auditor's included, and what the owner is shown of them.
  const { requests } = model.server;
  expect(requests.length).toBeGreaterThan(8);
  expect(requests.some(({ request }) => request.promptCacheKey === auditorOf(threadId))).toBe(true);
  expect(JSON.stringify(requests)).toContain('a hidden check has to pass');
  expect(JSON.stringify(requests)).toContain('other numbers');
  expect(JSON.stringify(requests)).not.toContain(CANARY);
  expect(JSON.stringify((await goalkeeper.call(threadId, 'GET', 'context')).body)).not.toContain(CANARY);

  // The owner sees it: by digest in the contract, whole in the runs and the report.
  const { files, command } = goal.contract.verification.checks[1];
  expect([files, command]).toEqual([
    [
      {
        path: `held/${CANARY}.sh`,
        mode: '644',
        sizeBytes: HELD.length,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ],
    expect.stringContaining(CANARY),
  ]);
  const { runs } = (await goalkeeper.call(threadId, 'GET', 'goal/checks?name=held%20out')).body;
  expect(
    runs.map(({ passed, exitCode }: { passed: boolean; exitCode: number }) => [passed, exitCode]),
  ).toEqual([
    [false, 3],
    [false, 3],
    [true, 0],
  ]);
  expect(runs[0].outputTail).toContain(`${CANARY} output`);
  expect(JSON.stringify((await goalkeeper.call(threadId, 'GET', 'goal/report')).body)).toContain(CANARY);
  const checked = await goalkeeper.post(threadId, 'goal/check');
  expect(checked).toMatchObject({ status: 200, body: { outcomes: [{}, { name: 'held out', exitCode: 0 }] } });
});
