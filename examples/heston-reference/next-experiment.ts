/** Which experiment the evidence asks for. */
import { type Evidence, isReached } from './evidence.ts';
import { EXPERIMENTS, type ExperimentName, MONTE_CARLO, OTHER_PRICES, PRICE } from './experiments.ts';
import { priceIn, type Sample, sampleIn, worstErrorIn } from './figures.ts';

/** Distances in standard errors, and errors of prices, that the contract allows. */
const MAX_Z = 4.5;
const MAX_PRICE_ERROR = 0.0005;

export const isPriceRight = ({ runs }: Evidence): boolean => {
  const [paper, others] = [runs.get(PRICE), runs.get(OTHER_PRICES)];
  if (paper?.succeeded !== true || priceIn(paper) === undefined || others === undefined) return false;
  const worst = worstErrorIn(others);
  return worst !== undefined && worst < MAX_PRICE_ERROR;
};

export function sampleOf({ runs }: Evidence): Sample | undefined {
  const run = runs.get(MONTE_CARLO);
  return run === undefined ? undefined : sampleIn(run);
}

export const agrees = (sample: Sample | undefined): boolean =>
  sample !== undefined && !sample.isTooNoisy && sample.largestZ < MAX_Z;

/** The order in which one builds on the other. */
const ORDER: readonly ExperimentName[] = [
  'classicForm',
  'stableForm',
  'fewPaths',
  'morePaths',
  'quadraticExponential',
  'hedge',
];

/** The latest one whose changes are all in place. */
export const currentExperiment = (evidence: Evidence): ExperimentName | undefined =>
  ORDER.findLast((name) => isReached(evidence, EXPERIMENTS[name]));

/**
 * What to try next, now that the current one has been measured; `undefined`: nothing, for better or worse.
 */
export function nextExperiment(evidence: Evidence): ExperimentName | undefined {
  const sample = sampleOf(evidence);
  switch (currentExperiment(evidence)) {
    case undefined:
      return 'classicForm';
    case 'classicForm':
      return isPriceRight(evidence) ? 'fewPaths' : 'stableForm';
    case 'stableForm':
      return isPriceRight(evidence) ? 'fewPaths' : undefined;
    case 'fewPaths':
      if (sample === undefined) return undefined;
      return sample.isTooNoisy ? 'morePaths' : afterSample(sample);
    case 'morePaths':
      return sample === undefined || sample.isTooNoisy ? undefined : afterSample(sample);
    case 'quadraticExponential':
      return agrees(sample) ? 'hedge' : undefined;
    case 'hedge':
      return undefined;
  }
}

/** Enough paths: what is still off is not noise. */
const afterSample = (sample: Sample): ExperimentName => (agrees(sample) ? 'hedge' : 'quadraticExponential');
