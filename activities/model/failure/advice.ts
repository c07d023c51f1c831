/** What helps against a failed model call, in words for the person whose goal it stops. Pure. */

import type { ModelRequest } from '../../../context/request.ts';
import type { ModelFailure } from './model-failure.ts';

/** The variables that an operator would change. */
export interface VariableNames {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly model: string;
  /** What the address has to speak; default: the Responses API. */
  readonly protocol?: string;
}

const RESUME = 'then resume the goal';
const DEFAULT_PROTOCOL = 'the Responses API';

/** `undefined`: time helps, nothing else does. */
export function adviceOn(
  failure: ModelFailure,
  { input, model }: Pick<ModelRequest, 'input' | 'model'>,
  names: VariableNames,
): string | undefined {
  const protocol = names.protocol ?? DEFAULT_PROTOCOL;
  const modelSetting = model === undefined ? names.model : `the model (${model})`;
  if (failure.kind === 'usageLimited')
    return Object.keys(failure.usageLimit ?? {}).length > 0
      ? undefined
      : `Raise the limit or pay at the provider, ${RESUME}.`;
  switch (failure.refusal?.of) {
    case undefined:
      return undefined;
    case 'key':
      return `Set ${names.apiKey} to a key that the provider accepts, restart the worker, ${RESUME}.`;
    case 'permission':
      return `Give the key of ${names.apiKey} the right to use ${modelSetting} at the provider, ${RESUME}.`;
    case 'model':
      return `Correct ${modelSetting} or ${names.baseUrl}, ${RESUME}.`;
    case 'address':
      return `A gateway may be in trouble: it is asked again. If that lasts, check that ${names.baseUrl} speaks ${protocol}.`;
    case 'length':
      return `The request is longer than its model's context window even with the transcript compacted: shorten the contract, set the goal on a new thread, or change ${modelSetting} to one with a larger window, ${RESUME}.`;
    case 'content':
      return `The provider's content filter stopped it: set the goal in other words, or change ${modelSetting}, ${RESUME}.`;
    case 'item':
      return `The provider refuses ${itemName(input, failure.refusal.index)}, which stays in the thread's record: set the goal on a new thread, or change ${modelSetting}, ${RESUME}.`;
    case 'request':
      return `Check that ${names.baseUrl} speaks ${protocol} and that ${modelSetting} can call tools, ${RESUME}.`;
  }
}

/** Says which item it is without a word of what it holds. */
function itemName(input: ModelRequest['input'], index: number): string {
  const { type, role, call_id: callId } = input[index] ?? {};
  const kind =
    typeof type === 'string' ? type : typeof role === 'string' ? `message of the ${role}` : 'unknown item';
  const call = typeof callId === 'string' ? ` of ${callId}` : '';
  return `input[${index}] (${kind}${call})`;
}
