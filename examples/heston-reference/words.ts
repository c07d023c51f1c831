/** What the rehearsal model says. Every figure comes from the tool outputs that it was sent. */
import type { Evidence } from './evidence.ts';
import { type ExperimentName, HEDGE, MONTE_CARLO, OTHER_PRICES, PRICE } from './experiments.ts';
import { hedgeIn, priceIn, type Sample, sampleIn, worstErrorIn, wrongCallsIn } from './figures.ts';

export const PLANS: Readonly<Record<ExperimentName, string>> = {
  classicForm:
    "First the price by Fourier: Heston's characteristic function as he wrote it, and Lewis' integral by Gauss-Legendre panels.",
  stableForm:
    'Only long maturities are off: there the logarithm in the characteristic function goes around 0 and the principal branch is the wrong one. The form with the decaying root does not have that.',
  fewPaths: 'The simulation comes next. To begin with, full truncation Euler, daily steps, 5,000 paths.',
  morePaths: 'A sample that noisy shows nothing. The same scheme with twelve times as many paths.',
  quadraticExponential:
    'More paths made the distance clearer, so it is bias: Euler truncates where this variance spends its time. Andersen’s quadratic-exponential step instead.',
  hedge:
    'Price and simulation stand. Now a hedge of my own along these paths, for what the paper says of 50 % CVaR.',
};

/** `changed` of the experiment log. Fixed, so that what is recorded can be told from what is not. */
export const CHANGED: Readonly<Record<ExperimentName, string>> = {
  classicForm:
    "Fourier price: the characteristic function in Heston's own form, Lewis' integral, Gauss-Legendre.",
  stableForm: 'Characteristic function in the form with the decaying root ("little Heston trap").',
  fewPaths: 'Simulation: full truncation Euler, 30 steps, 5,000 paths.',
  morePaths: 'Simulation: 60,000 paths, same scheme.',
  quadraticExponential: "Simulation: Andersen's quadratic-exponential step with martingale correction.",
  hedge: 'Hedge along 20,000 simulated paths, once a day, by a corrected Black-Scholes delta.',
};

const digits = (value: number | undefined, count: number): string => value?.toFixed(count) ?? 'not measured';

function pricesShown({ runs }: Evidence): string {
  const [paper, others] = [runs.get(PRICE), runs.get(OTHER_PRICES)];
  const price = `The paper's call costs ${digits(paper && priceIn(paper), 4)}`;
  const wrong = others === undefined ? [] : wrongCallsIn(others);
  if (wrong.length > 0) return `${price}; these calls are wrong or have no price: ${wrong.join(', ')}.`;
  return `${price}; the largest error at other parameters is ${digits(others && worstErrorIn(others), 6)}.`;
}

const sampleText = ({ paths, standardError, largestZ, isTooNoisy }: Sample): string =>
  `${paths} paths: standard error ${standardError}${isTooNoisy ? ' (too noisy)' : ''}, largest distance from the model ${largestZ} standard errors.`;

function sampleShown({ runs }: Evidence): string {
  const run = runs.get(MONTE_CARLO);
  const sample = run === undefined ? undefined : sampleIn(run);
  return sample === undefined ? 'The simulation gave no sample.' : sampleText(sample);
}

export function hedgeShown({ runs }: Evidence): string {
  const run = runs.get(HEDGE);
  const hedge = run === undefined ? undefined : hedgeIn(run);
  return `Standard deviation of what is left ${digits(hedge?.error, 3)}, price under 50 % CVaR ${digits(hedge?.cvarPrice, 3)}.`;
}

/** `observed` of the experiment log. */
export function observed(name: ExperimentName, evidence: Evidence): string {
  if (name === 'hedge') return hedgeShown(evidence);
  return name === 'classicForm' || name === 'stableForm' ? pricesShown(evidence) : sampleShown(evidence);
}

const NO_NEXT = 'The ledger, and then completion.';

/** `next` of the experiment log. */
export const nextStep = (next: ExperimentName | undefined): string =>
  next === undefined ? NO_NEXT : CHANGED[next];

export const endOfTurn = (
  name: ExperimentName,
  next: ExperimentName | undefined,
  evidence: Evidence,
): string => `Not done. ${observed(name, evidence)} Next: ${nextStep(next)}`;

export const hastySummary = (evidence: Evidence): string =>
  `The headline price is reproduced. ${pricesShown(evidence)}`;

export const doneSummary = (evidence: Evidence): string =>
  `${pricesShown(evidence)} ${sampleShown(evidence)} Hedging figures are a reconstruction; the replay is blocked. See notes/claims.md.`;

/** Quotes the line of the verdict that speaks of the simulation. */
export function refused(evidence: Evidence, next: ExperimentName | undefined): string {
  const lines = (evidence.verdicts.at(-1) ?? '').split('\n').filter((line) => line.trim() !== '');
  const quoted = lines.find((line) => line.includes('Monte Carlo')) ?? lines[0] ?? '';
  return `Refused, and rightly: "${quoted.trim()}". One claim of five is not the reproduction. Next: ${nextStep(next)}`;
}

export const closing = (evidence: Evidence): string =>
  `Done, and the checks agree. ${pricesShown(evidence)} ${sampleShown(evidence)} Confirmed: the price, and that simulation agrees with it. Approximate: what 50 % CVaR asks for, by a hedge of my own. Blocked: the replay of the trained networks. Uncertain: what the daily step costs.`;

export const wrapUp = (evidence: Evidence): string =>
  `I stop here without being done. ${pricesShown(evidence)} ${sampleShown(evidence)} Experiments recorded: ${evidence.recorded.size}. Next useful step: what the last lines of the experiment log say.`;

export const changeFailed = ({ lastChangeOutput }: Evidence): string =>
  `I could not change the programs. The tool said: ${(lastChangeOutput ?? '').slice(0, 300)}`;

export const cannotMeasure = (): string =>
  'Blocked: the checks do not run to their end, so nothing can be shown. Needed: a workspace in which they run.';

export const outOfIdeas = (evidence: Evidence): string =>
  `${pricesShown(evidence)} ${sampleShown(evidence)} No experiment is left that I can defend. Needed: a look at the checks by somebody else.`;
