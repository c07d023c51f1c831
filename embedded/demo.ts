/**
 * `npm run demo [-- <example>]`: starts everything, sets the example's goal over REST, and tells the story
 * while it happens.
 */
import { runUntilStopped } from '../process/run-until-stopped.ts';
import { takeUsualUmask } from '../process/usual-umask.ts';
import { takeEnvironment } from '../settings/secret-variables.ts';
import { closingReport } from './demo/closing-report.ts';
import { followGoal } from './demo/follow-goal.ts';
import { keyIn } from './demo/key-in.ts';
import type { ClaimReply } from './demo/replies.ts';
import { createRestClient } from './demo/rest-client.ts';
import { embeddedSettings, portOfDemo } from './embedded-settings.ts';
import { DEFAULT_EXAMPLE, EXAMPLES, findExample } from './examples.ts';
import { openModel } from './model-or-rehearsal.ts';
import { startEmbedded } from './start-embedded.ts';

await runUntilStopped(async (stack) => {
  takeUsualUmask();
  const [wanted = DEFAULT_EXAMPLE.name, ...others] = process.argv.slice(2);
  const example = others.length === 0 ? findExample(wanted) : undefined;
  if (example === undefined) {
    const names = EXAMPLES.map(({ name }) => name).join(', ');
    console.error(`There is no example "${[wanted, ...others].join(' ')}". The examples are: ${names}.`);
    return 2;
  }
  const environment = takeEnvironment(process.env);
  // A look around in a browser, which sends no key; only this machine reaches it.
  const settings = await embeddedSettings({ ...environment, AUTH: environment.AUTH || 'none' });
  const model = await openModel(environment);
  stack.push(() => model.stop());
  console.log(`Goalkeeper demo "${example.name}" with ${model.description}.`);
  const http = { ...settings.http, port: await portOfDemo(environment) };
  const embedded = await startEmbedded({ ...settings, http, model: model.settings });
  stack.push(() => embedded.stop());
  const rest = createRestClient(embedded.url, keyIn(embedded.keyFile));
  const { name: source, goal } = example;
  const thread = await rest.post('/v1/threads', { workspace: { source }, goal });
  const threadId = String(thread.threadId);
  console.log(`Thread ${threadId}\n`);
  const ended = await Promise.race([followGoal(rest, threadId, console.log), embedded.failed]);
  const ledger = await rest.get(`/v1/threads/${threadId}/goal/claims`);
  console.log(
    closingReport({
      ended,
      claims: ledger.claims as ClaimReply[],
      threadId,
      restUrl: embedded.url,
      temporalUiUrl: embedded.temporalUiUrl,
      namespace: settings.temporal.namespace,
    }),
  );
  if (process.stdout.isTTY) {
    console.log('\nStill up, so that you can look around. Ctrl-C ends it.');
    await embedded.failed;
  }
  return ended.status === 'complete' ? 0 : 1;
});
