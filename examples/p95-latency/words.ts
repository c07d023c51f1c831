/** What the rehearsal model says. Every figure comes from the tool outputs that it was sent. */
import type { Evidence } from './evidence.ts';

const ms = (value: number | undefined): string => (value === undefined ? 'not measured' : `${value} ms`);

function figures({ p95, p95History, suite, limitMs }: Evidence): string {
  const [first] = p95History;
  const from = first === undefined || first === p95 ? '' : ` (it was ${ms(first)} at the start)`;
  const tests = suite === undefined ? 'not run' : `${suite.passed} of ${suite.total} passed`;
  return `p95 is ${ms(p95)}${from}, the limit is ${ms(limitMs)}; correctness suite: ${tests}.`;
}

export const planTogether = (evidence: Evidence): string =>
  `${figures(evidence)} Each line waits for product, stock, price and tax in turn. The first three do not depend on each other, so I ask for them together.`;

export const planBatches = (evidence: Evidence): string =>
  `${figures(evidence)} The lines still follow each other. One call for all articles of the basket replaces one call per line, and stock levels can be remembered between checkouts.`;

export const planFreshStock = (evidence: Evidence): string =>
  `${figures(evidence)} Remembered stock is what the failing cases are about: it has to be read in each checkout. Asked for in the same round as the other batches, it costs next to nothing.`;

export function notDone(evidence: Evidence): string {
  const failed = evidence.suite?.failedTitles ?? [];
  if (failed.length > 0) {
    return `Not done: ${figures(evidence)} Fast is not enough while these cases fail: ${failed.join('; ')}. Next: give up what broke them and keep the batches.`;
  }
  return `Not done: ${figures(evidence)} The change helped. Next: look at what still waits in line.`;
}

export const hastySummary = (evidence: Evidence): string =>
  `p95 came down from ${ms(evidence.p95History[0])} to ${ms(evidence.p95)} and the correctness suite is green.`;

export const doneSummary = (evidence: Evidence): string =>
  `p95 went from ${ms(evidence.p95History[0])} to ${ms(evidence.p95)}, below ${ms(evidence.limitMs)}, with ${evidence.suite?.passed} of ${evidence.suite?.total} correctness cases passing.`;

/** Quotes the line of the verdict that speaks of the benchmark. */
export function refused(evidence: Evidence, verdict: string): string {
  const lines = verdict.split('\n').filter((line) => line.trim() !== '');
  const quoted = lines.find((line) => line.includes('p95')) ?? lines[0] ?? '';
  return `The claim was refused, and rightly: "${quoted.trim()}". ${figures(evidence)} I go on with the next experiment: batches for the whole basket.`;
}

export function closing(evidence: Evidence): string {
  const path = evidence.p95History.map(ms).join(', ');
  return `Done, and the checks agree. p95 over the experiments: ${path}. ${figures(evidence)} Product, price and stock are asked for once per basket, in one round, and stock is that of the moment. Not covered: time that the service spends computing, which the virtual clock does not count.`;
}

export const wrapUp = (evidence: Evidence): string =>
  `I stop here without being done. ${figures(evidence)} Measured so far: ${evidence.p95History.map(ms).join(', ') || 'nothing'}. Next useful step: one batch of lookups per basket, with stock read in each checkout.`;

export const changeFailed = (evidence: Evidence): string =>
  `I could not change the service. The tool said: ${(evidence.lastChangeOutput ?? '').slice(0, 300)}`;

export const unknownCode = (): string =>
  'The checkout service is not in a state that I know, so I have no experiment to try. Please check the workspace.';

export const cannotMeasure = (): string =>
  'Blocked: benchmark or correctness suite do not run to their end, so nothing can be shown. Needed: a workspace in which both commands run.';

export const outOfIdeas = (evidence: Evidence): string =>
  `${figures(evidence)} No experiment is left. Needed: a look at the backend's own latencies, or a higher limit.`;
