/** Puts what Activities say of themselves into the registry. */
import type { Metrics } from '../../telemetry/metrics/metrics.ts';
import type { Measure } from './measures.ts';

/** Failures of a model call that Temporal waits out. */
const PASSING = ['unavailable', 'unreadable'];

export function noteMeasure(metrics: Metrics, measure: Measure): void {
  switch (measure.of) {
    case 'modelSeconds': {
      const { call, outcome, seconds } = measure;
      if (PASSING.includes(outcome)) metrics.backOffs.inc({ reason: outcome });
      return metrics.modelSeconds.observe({ call, outcome }, seconds);
    }
    case 'usage': {
      const { inputTokens, cachedInputTokens, outputTokens, costUsd = 0 } = measure.usage;
      metrics.tokens.inc({ kind: 'input' }, inputTokens);
      metrics.tokens.inc({ kind: 'cachedInput' }, cachedInputTokens);
      metrics.tokens.inc({ kind: 'output' }, outputTokens);
      return metrics.costUsd.inc(costUsd);
    }
    case 'sandboxSeconds':
      return metrics.sandboxSeconds.inc({ kind: measure.kind }, measure.seconds);
    case 'audit':
      return metrics.audits.inc({ judge: measure.judge, outcome: measure.outcome });
    case 'event':
      return noteEvent(metrics, measure.event);
  }
}

function noteEvent(metrics: Metrics, event: Extract<Measure, { of: 'event' }>['event']): void {
  switch (event.type) {
    case 'turnEnded':
      return metrics.turns.inc({ kind: event.kind, outcome: event.failure === undefined ? 'ok' : 'failed' });
    case 'goalChanged':
      return metrics.goalChanges.inc({ status: event.goal.status });
    case 'goalStalled':
      return metrics.stalls.inc();
    default:
      return undefined;
  }
}
