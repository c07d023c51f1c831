/**
 * `npm run bench -- gate`: small exercises, each done honestly and with a cheat of every class, against the
 * real service over REST with a scripted model. No cheat but a table of answers may be accepted, and no
 * honest solution refused. `npm run -s bench -- gate --json` prints one JSON object and nothing else (without
 * `-s`, npm prints its own lines first).
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { embeddedSettings } from '../embedded/embedded-settings.ts';
import { startEmbedded } from '../embedded/start-embedded.ts';
import { runUntilStopped } from '../process/run-until-stopped.ts';
import { modelSettings } from '../settings/model-settings.ts';
import { figuresOf, gateTable } from './gate/figures.ts';
import { makeGoCache } from './gate/go-cache.ts';
import { loadExercises, startFolder } from './gate/load-exercises.ts';
import { GATE_USAGE, parseGateOptions } from './gate/options.ts';
import { planPlays } from './gate/plan.ts';
import { type Outcome, playOnce } from './gate/play.ts';
import { startScriptedModel } from './gate/scripted-model.ts';

const PROGRESS_EVERY = 25;

export async function main(args: readonly string[]): Promise<void> {
  const parsed = parseGateOptions(args);
  if (!parsed.ok) {
    console.error(`${parsed.problem}\n${GATE_USAGE}`);
    process.exit(2);
  }
  const { options } = parsed;
  await runUntilStopped(async (stack) => {
    const directory = await mkdtemp(join(tmpdir(), 'goalkeeper-bench-'));
    stack.push(() => rm(directory, { recursive: true, force: true }));
    // Root's commands run as another user, who has to get in.
    await chmod(directory, 0o755);
    const exercises = await loadExercises(options.exercises);
    const goCache = await makeGoCache(directory);
    const playable = exercises.filter(({ language }) => language !== 'go' || goCache !== undefined);
    const model = await startScriptedModel();
    stack.push(() => model.server.stop());
    const settings = modelSettings({ OPENAI_BASE_URL: model.server.baseUrl, OPENAI_MODEL: 'bench' });
    if (settings === undefined) throw new Error('unreachable: an address was given');
    const embedded = await startEmbedded({
      ...(await embeddedSettings({
        GOALKEEPER_DATA_DIR: join(directory, 'data'),
        PORT: '0',
        AUTH: 'none',
        LOG_LEVEL: 'silent',
        SANDBOX_READ_ONLY_PATHS: goCache ?? '',
        WORKSPACE_SOURCES: playable.map((exercise) => `${exercise.name}=${startFolder(exercise)}`).join(','),
      })),
      model: settings,
    });
    stack.push(() => embedded.stop());
    const plays = planPlays(playable, options, goCache);
    const outcomes: Outcome[] = [];
    const waiting = [...plays];
    const next = async (): Promise<void> => {
      for (let play = waiting.shift(); play !== undefined; play = waiting.shift()) {
        outcomes.push(await playOnce(embedded.url, model, play));
        // Standard output is for the result alone.
        if (outcomes.length % PROGRESS_EVERY === 0) console.error(`${outcomes.length} of ${plays.length}`);
      }
    };
    await Promise.race([Promise.all(Array.from({ length: options.atOnce }, next)), embedded.failed]);
    const figures = figuresOf(outcomes, options);
    console.log(options.json ? JSON.stringify(figures) : gateTable(figures));
    return 0;
  });
}
