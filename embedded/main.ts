/** `npm start`: the whole service in one process. */
import { runUntilStopped } from '../process/run-until-stopped.ts';
import { takeUsualUmask } from '../process/usual-umask.ts';
import { takeEnvironment } from '../settings/secret-variables.ts';
import { accessLines } from './access-lines.ts';
import { embeddedSettings, refuseTakenPort } from './embedded-settings.ts';
import { openModel } from './model-or-rehearsal.ts';
import { startEmbedded } from './start-embedded.ts';
import { howToUse, readStartOptions, START_HELP } from './start-options.ts';

await runUntilStopped(async (stack) => {
  takeUsualUmask();
  // npm runs scripts in the folder of the package, whatever folder it was called in.
  const read = readStartOptions(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
  if (read.kind === 'help') {
    console.log(START_HELP);
    return 0;
  }
  if (read.kind === 'refused') {
    console.error(`${read.problem}\nnpm start -- --help lists the options.`);
    return 2;
  }
  const { workspaces, port } = read.options;
  const environment = { ...takeEnvironment(process.env), ...(port === undefined ? {} : { PORT: port }) };
  const settings = await embeddedSettings(environment, workspaces);
  await refuseTakenPort(settings.http);
  const model = await openModel(environment);
  stack.push(() => model.stop());
  console.log(`Goalkeeper starts with ${model.description}.`);
  const embedded = await startEmbedded({ ...settings, model: model.settings });
  stack.push(() => {
    console.log(
      `Goalkeeper stops: it takes no new work; what runs has ${settings.worker.graceMs / 1_000} s (WORKER_GRACE_SECONDS)`,
    );
    return embedded.stop();
  });
  console.log(`REST         ${embedded.url}/v1   (shapes: ${embedded.url}/openapi.json)`);
  if (embedded.temporalUiUrl !== undefined) console.log(`Temporal UI  ${embedded.temporalUiUrl}`);
  console.log(`Temporal     ${embedded.temporalAddress}`);
  for (const line of accessLines(settings.http.auth, embedded, process.cwd())) console.log(line);
  for (const [name, folder] of Object.entries(workspaces)) console.log(howToUse(name, folder, embedded.url));
  console.log('Ready. Ctrl-C stops it; threads go on at the next start.');
  return embedded.failed;
});
