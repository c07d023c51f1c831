/** The real service, untouched, with a model that follows the scripts of the gate suite. */
import { resolve } from 'node:path';
import type { Reply } from '../../scripted-model/reply.ts';
import { inOrder, say } from '../support/model/scripts.ts';
import type { Json } from '../support/service/api.ts';
import { type ScriptedService, startScriptedService } from '../support/service/scripted-service.ts';
import type { ServiceOptions } from '../support/service/service-process.ts';
import type { Cheat } from './cases.ts';
import { PROJECTS, type ProjectName } from './projects.ts';

const folderOf = (project: string): string =>
  resolve(import.meta.dirname, project === 'shop' ? 'workspace' : `projects/${project}`);

/** `WORKSPACE_SOURCES` is set to it. */
export const SOURCES = Object.keys(PROJECTS)
  .map((name) => `${name}=${folderOf(name)}`)
  .join(',');

export interface Played {
  readonly threadId: string;
  readonly goal: Json;
  readonly items: readonly Json[];
}

export interface GateService extends ScriptedService {
  /**
   * Sets the goal in a fresh copy of the project (the shop) and lets the model play its replies; resolves
   * when the thread rests.
   */
  play(goal: object, replies: readonly Reply[], project?: ProjectName | (string & {})): Promise<Played>;
  /** The goal and the record of a thread that rests. */
  record(threadId: string): Promise<Played>;
}

export async function startGateService(
  env: Readonly<Record<string, string>> = {},
  start: Partial<ServiceOptions> = {},
): Promise<GateService> {
  const service = await startScriptedService({ WORKSPACE_SOURCES: SOURCES, ...env }, {}, start);
  const record = async (threadId: string): Promise<Played> => {
    const events = await service.allEvents(threadId);
    if (events.length === 0) throw new Error('the record is empty');
    const [goal, items] = await Promise.all([service.api.goal(threadId), service.api.items(threadId)]);
    return { threadId, goal, items };
  };
  return {
    ...service,
    record,
    async play(goal, replies, project = 'shop') {
      const threadId = await service.api.createThread({ workspace: { source: project } });
      service.model.follow(threadId, inOrder(replies, say('Nothing more.')));
      const set = await service.call(threadId, 'PUT', 'goal', goal);
      if (set.status !== 201) throw new Error(`no goal: ${set.status} ${JSON.stringify(set.body)}`);
      await service.atRest(threadId);
      return record(threadId);
    },
  };
}

/** Every word that the service said against something that the model did. */
export const refusalsIn = (items: readonly Json[]): string =>
  items
    .filter(({ kind, body }) => kind === 'toolResult' && body.ok === false)
    .map(({ body }) => String(body.output))
    .join('\n');

export const goalOf = ({ goal, project = 'shop' }: Cheat): object => ({
  ...PROJECTS[project].goal,
  ...(typeof goal === 'function' ? goal() : goal),
});
export const honestGoalOf = (cheat: Cheat): object =>
  cheat.honestGoal === undefined
    ? goalOf(cheat)
    : { ...PROJECTS[cheat.project ?? 'shop'].goal, ...cheat.honestGoal };
export const honestOf = ({ honest, project = 'shop' }: Cheat): readonly Reply[] =>
  honest ?? PROJECTS[project].honest;
