/**
 * What a thread's request is made of, read as it is now: for the call itself, and for the compaction that
 * makes room for it.
 */
import type { ClosingBlock } from '../../context/closing/closing-block.ts';
import { type ClosingSources, type ClosingState, readClosing } from '../../context/closing/read-closing.ts';
import type { ModelChoice } from '../../context/model-choice.ts';
import { promptBytes, requestSize } from '../../context/request-size.ts';
import { NO_SIZES } from '../../context/transcript/kind-sizes.ts';
import type { Transcript } from '../../context/transcript/transcript.ts';
import { defined } from '../../objects/defined.ts';
import { omit } from '../../objects/omit.ts';
import type { ModelCallInput } from '../../workflows/activities.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { readLedger } from '../ledger/read-ledger.ts';
import { refuseUnpriced } from '../model/refuse-call.ts';
import { lookFirst } from './first-look.ts';

export interface ThreadRequestParts {
  readonly threadId: string;
  readonly tenantId?: string;
  readonly choice: ModelChoice;
  readonly transcript: Transcript;
  readonly closing?: ClosingBlock;
  /** The whole request has so many bytes, and all of it but the transcript. */
  readonly promptBytes: number;
  readonly fixedBytes: number;
  /** Whether the goal may be worked on with that model: a budget in money needs a price. */
  readonly mayUse: (model: string) => boolean;
}

type RequestPlace = Pick<ModelCallInput, 'threadId' | 'seq' | 'kind' | 'goal' | 'isPlanning' | 'shownGoal'>;

/** Throws at the Activity's edge when the goal's budget could not be counted. */
export async function readRequestParts(
  dependencies: ActivityDependencies,
  input: RequestPlace,
): Promise<ThreadRequestParts> {
  const { model, transcripts, recall } = dependencies;
  const { threadId, seq, goal } = input;
  const choice = await choiceFor(dependencies, input);
  const tenantId = await recall.tenantId(threadId);
  const needsPrice = goal?.left?.costUsd !== undefined;
  if (needsPrice) refuseUnpriced(model.pricedModel(choice.model));
  const [transcript, closing] = await Promise.all([
    transcripts.read(threadId, seq),
    readClosing(closingSources(dependencies), shownTo(input)),
  ]);
  const parts = { transcript, ...defined({ closing }) };
  // Now, since the transcript goes on while the model thinks should another attempt be faster.
  const size = requestSize(parts);
  return {
    threadId,
    ...defined({ tenantId }),
    choice,
    ...parts,
    promptBytes: promptBytes(size),
    fixedBytes: promptBytes({ ...size, transcript: NO_SIZES }),
    mayUse: (other) => !needsPrice || model.pricedModel(other).hasPrice,
  };
}

/** The choice is made as the thread was set up, and as the goal's policy says. */
async function choiceFor(
  { recall }: ActivityDependencies,
  { threadId, goal }: Pick<ModelCallInput, 'threadId' | 'goal'>,
): Promise<ModelChoice> {
  const choice = omit(await recall.settings(threadId), 'workspaceSource', 'workspaceOrigin');
  const policy = goal === undefined ? undefined : (await recall.contract(goal)).policy;
  return policy?.serviceTier === 'flex' ? { ...choice, serviceTier: 'flex' } : choice;
}

/** The goal is shown in plan mode as well, where it is not worked on. */
const shownTo = ({ threadId, kind, isPlanning, goal, shownGoal }: RequestPlace): ClosingState => ({
  ...{ threadId, kind },
  ...defined({ isPlanning, goal: goal ?? shownGoal }),
});

const closingSources = (dependencies: ActivityDependencies): ClosingSources => ({
  ...dependencies.recall,
  ledger: (of) => readLedger(dependencies, of),
  firstLook: (of) => lookFirst(dependencies, of),
});
