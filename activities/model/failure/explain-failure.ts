/** A failure as a person is to read it: with what would help, and without the key. Pure. */

import type { ModelRequest } from '../../../context/request.ts';
import { adviceOn, type VariableNames } from './advice.ts';
import type { ModelFailure } from './model-failure.ts';

export interface Secrets {
  readonly apiKey: string;
  readonly variables: VariableNames;
}

/** A shorter key is none, and might stand in any word. */
const MIN_KEY_CHARACTERS = 8;

export function explainFailure(
  failure: ModelFailure,
  request: ModelRequest,
  { apiKey, variables }: Secrets,
): ModelFailure {
  const advice = adviceOn(failure, request, variables);
  const said = failure.reason;
  const reason = advice === undefined ? said : `${said.replace(/[.\s]+$/, '')}. ${advice}`;
  // A provider may repeat the key in what it says of it; the reason goes to people, to Temporal and to the
  // journal.
  const isKey = apiKey.length >= MIN_KEY_CHARACTERS;
  return { ...failure, reason: isKey ? reason.replaceAll(apiKey, '[key]') : reason };
}
