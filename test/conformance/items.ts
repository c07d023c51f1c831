/**
 * The behaviours of OpenAI Codex Goals, versions 0.128 to 0.147, as its public tests and source show them, in
 * our own words. Which tests show them stands in the titles of the tests.
 */
import type { Section } from './item.ts';
import { ACCOUNTING } from './items/accounting.ts';
import { BUDGET } from './items/budget.ts';
import { CLIENTS } from './items/clients.ts';
import { CONTINUATION } from './items/continuation.ts';
import { CREATION } from './items/creation.ts';
import { EDITING } from './items/editing.ts';
import { FORKS } from './items/forks.ts';
import { KNOWN_WEAKNESSES } from './items/known-weaknesses.ts';
import { LIMITS_AND_ERRORS } from './items/limits-and-errors.ts';
import { MODEL_TOOLS } from './items/model-tools.ts';

export const SECTIONS: readonly Section[] = [
  CREATION,
  EDITING,
  MODEL_TOOLS,
  ACCOUNTING,
  BUDGET,
  LIMITS_AND_ERRORS,
  CONTINUATION,
  FORKS,
  CLIENTS,
  KNOWN_WEAKNESSES,
];
