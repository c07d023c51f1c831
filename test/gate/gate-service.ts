/** The real service, untouched, with a model that follows the scripts of the gate suite. */
import { resolve } from 'node:path';
import type { Reply } from '../../rehearsal/reply.ts';
import type { Json } from '../support/api.ts';
import { type DrivenService, startDrivenService } from '../support/driven-service.ts';
import { inOrder, say } from '../support/scripts.ts';
import { type Cheat, HONEST, SHOP_GOAL } from './cases.ts';

const WORKSPACE = resolve(import.meta.dirname, 'workspace');

export interface Played {
  readonly threadId: string;
  readonly goal: Json;
  readonly items: readonly Json[];
}

export interface GateService extends DrivenService {
  /** Sets the goal in a fresh copy of the shop and lets the model play its replies; resolves when the thread rests. */
  play(goal: object, replies: readonly Reply[]): Promise<Played>;
}

export async function startGateService(env: Readonly<Record<string, string>> = {}): Promise<GateService> {
  const service = await startDrivenService({ WORKSPACE_SOURCES: `shop=${WORKSPACE}`, ...env });
  return {
    ...service,
    async play(goal, replies) {
      const threadId = await service.api.createThread({ workspace: { source: 'shop' } });
      service.model.follow(threadId, inOrder(replies, say('Nothing more.')));
      const set = await service.call(threadId, 'PUT', 'goal', goal);
      if (set.status !== 201) throw new Error(`no goal: ${set.status} ${JSON.stringify(set.body)}`);
      await service.atRest(threadId);
      const events = await service.allEvents(threadId);
      if (events.length === 0) throw new Error('the record is empty');
      const [rested, items] = await Promise.all([service.api.goal(threadId), service.api.items(threadId)]);
      return { threadId, goal: rested, items };
    },
  };
}

/** Every word that the service said against something that the model did. */
export const refusalsIn = (items: readonly Json[]): string =>
  items
    .filter(({ kind, body }) => kind === 'toolResult' && body.ok === false)
    .map(({ body }) => String(body.output))
    .join('\n');

export const goalOf = ({ goal }: Cheat): object => ({ ...SHOP_GOAL, ...goal });
export const honestOf = ({ honest }: Cheat): readonly Reply[] => honest ?? HONEST;
