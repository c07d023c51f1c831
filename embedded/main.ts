/** `npm start`: the whole service in one process. */
import { embeddedSettings } from './embedded-settings.ts';
import { openModel } from './model-or-rehearsal.ts';
import { runUntilStopped } from './run-until-stopped.ts';
import { startEmbedded } from './start-embedded.ts';

await runUntilStopped(async (stack) => {
  const model = await openModel(process.env);
  stack.push(() => model.stop());
  console.log(`Goalkeeper starts with ${model.description}.`);
  const embedded = await startEmbedded({ ...(await embeddedSettings(process.env)), model: model.settings });
  stack.push(() => embedded.stop());
  console.log(`REST         ${embedded.url}/v1   (shapes: ${embedded.url}/openapi.json)`);
  if (embedded.temporalUiUrl !== undefined) console.log(`Temporal UI  ${embedded.temporalUiUrl}`);
  console.log(`Temporal     ${embedded.temporalAddress}`);
  console.log('Ready. Ctrl-C stops it; threads go on at the next start.');
  return embedded.failed;
});
