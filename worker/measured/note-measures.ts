/** Puts what Activities say of themselves into the registry. */
import type { Metrics } from '../../telemetry/metrics/metrics.ts';
import type { Measure } from './measures.ts';

/** Failures of a model call that Temporal waits out. */
const PASSING = ['unavailable', 'unreadable'];

export function noteMeasure(metrics: Metrics, measure: Measure): void {
  if (measure.of === 'modelSeconds') {
    const { call, outcome, seconds } = measure;
    metrics.modelSeconds.observe({ call, outcome }, seconds);
    if (PASSING.includes(outcome)) metrics.backOffs.inc({ reason: outcome });
  } else if (measure.of === 'usage') {
    const { inputTokens, cachedInputTokens, outputTokens, costUsd = 0 } = measure.usage;
    metrics.tokens.inc({ kind: 'input' }, inputTokens);
    metrics.tokens.inc({ kind: 'cachedInput' }, cachedInputTokens);
    metrics.tokens.inc({ kind: 'output' }, outputTokens);
    metrics.costUsd.inc(costUsd);
  } else if (measure.of === 'sandboxSeconds')
    metrics.sandboxSeconds.inc({ kind: measure.kind }, measure.seconds);
  else if (measure.of === 'audit') metrics.audits.inc({ judge: measure.judge, outcome: measure.outcome });
  else noteEvent(metrics, measure.event);
}

function noteEvent(metrics: Metrics, event: Extract<Measure, { of: 'event' }>['event']): void {
  if (event.type === 'turnEnded')
    metrics.turns.inc({ kind: event.kind, outcome: event.failure === undefined ? 'ok' : 'failed' });
  if (event.type === 'goalChanged') metrics.goalChanges.inc({ status: event.goal.status });
  if (event.type === 'goalStalled') metrics.stalls.inc();
}
