/** `npm start`: the whole service in one process. */
import { runUntilStopped } from '../process/run-until-stopped.ts';
import { takeUsualUmask } from '../process/usual-umask.ts';
import { takeEnvironment } from '../settings/secret-variables.ts';
import { accessLines } from './access-lines.ts';
import { embeddedSettings } from './embedded-settings.ts';
import { openModel } from './model-or-rehearsal.ts';
import { startEmbedded } from './start-embedded.ts';

await runUntilStopped(async (stack) => {
  takeUsualUmask();
  const environment = takeEnvironment(process.env);
  const settings = await embeddedSettings(environment);
  const model = await openModel(environment);
  stack.push(() => model.stop());
  console.log(`Goalkeeper starts with ${model.description}.`);
  const embedded = await startEmbedded({ ...settings, model: model.settings });
  stack.push(() => embedded.stop());
  console.log(`REST         ${embedded.url}/v1   (shapes: ${embedded.url}/openapi.json)`);
  if (embedded.temporalUiUrl !== undefined) console.log(`Temporal UI  ${embedded.temporalUiUrl}`);
  console.log(`Temporal     ${embedded.temporalAddress}`);
  for (const line of accessLines(settings.http.auth, embedded, process.cwd())) console.log(line);
  console.log('Ready. Ctrl-C stops it; threads go on at the next start.');
  return embedded.failed;
});
