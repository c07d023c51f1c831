/** Where calls stand among those of their worker. */
import type { CallKind, CallPlace, SharedCalls } from './heartbeat.ts';
import { createRunningCalls } from './running-calls.ts';
import { createSlots } from './slots.ts';

export function shareCalls(counts: Readonly<Record<CallKind, number>>): SharedCalls {
  const { modelCalls, commands, checks } = counts;
  return {
    running: createRunningCalls(),
    slots: {
      modelCalls: createSlots(modelCalls),
      commands: createSlots(commands),
      checks: createSlots(checks),
    },
  };
}

interface Sharing {
  readonly calls?: SharedCalls;
}

interface Placed {
  readonly threadId: string;
  readonly seq: number;
}

const keyOf = (what: string, { threadId, seq }: Placed): string => `${what} ${threadId} ${seq}`;

/** The place of an Activity that asks a model. */
export const modelPlace = ({ calls }: Sharing, what: string, place: Placed): CallPlace => ({
  calls,
  kind: 'modelCalls',
  key: keyOf(what, place),
});

export const checksPlace = ({ calls }: Sharing, place: Placed): CallPlace => ({
  calls,
  kind: 'checks',
  key: keyOf('checks', place),
});

/** `isRuled`: the workflow has answered the call; it is journalled only. */
export const commandPlace = (
  { calls }: Sharing,
  place: Placed & { readonly isRuled: boolean },
  wishElsewhere: NonNullable<CallPlace['wishElsewhere']>,
): CallPlace => ({
  calls,
  ...(place.isRuled ? {} : { kind: 'commands' }),
  key: keyOf('tool', place),
  wishElsewhere,
});
