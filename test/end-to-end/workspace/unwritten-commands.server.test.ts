/**
 * Commands that the work has to write: before it, a check does not find them, and that is no fault of the
 * machine.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { claim, inOrder, shell } from '../../support/model/scripts.ts';
import { type ScriptedService, startScriptedService } from '../../support/service/scripted-service.ts';

let goalkeeper: ScriptedService;
beforeAll(async () => {
  goalkeeper = await startScriptedService();
});
afterAll(() => goalkeeper.stop());

test.each([
  [
    'a program that is looked for in the workspace',
    'PATH="$PWD/bin:$PATH"',
    'bin/greet',
    '#!/bin/sh\necho Hi',
  ],
  ['a function of a library that it reads', 'touch lib.sh; . ./lib.sh', 'lib.sh', 'greet() { echo Hi; }'],
])('check of %s → fails before the work, and the first claim is complete', async (_, start, file, text) => {
  const checks = [{ name: 'greets', command: `${start}; out=$(greet) && [ "$out" = Hi ]` }];
  const work = shell(`mkdir -p bin; printf '%s\\n' '${text}' > ${file}; chmod +x ${file}`);
  const threadId = await goalkeeper.begin(
    { objective: 'Write greet', verification: { checks } },
    inOrder([work, claim]),
  );
  expect((await goalkeeper.atRest(threadId)).goal).toMatchObject({ status: 'complete', refusedAudits: 0 });
  const { body } = await goalkeeper.call(threadId, 'GET', 'goal/checks');
  expect(body.runs[0]).toMatchObject({
    purpose: 'baseline',
    passed: false,
    reason: expect.stringContaining('the work has to bring it, or the machine lacks it'),
  });
});
