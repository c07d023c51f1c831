/** Measures each attempt of an Activity, and has its log lines name the goal that it works for. */
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { defined } from '../../objects/defined.ts';
import type { Metrics } from '../../telemetry/metrics/metrics.ts';
import { measuresOf } from './measures.ts';
import { noteMeasure } from './note-measures.ts';

export const measureActivities =
  (metrics: Metrics): ActivityInterceptorsFactory =>
  ({ info }) => {
    let goalId: string | undefined;
    return {
      inbound: {
        async execute(call, next) {
          const [input] = call.args;
          goalId = goalIn(input);
          const begunAtMs = performance.now();
          const note = (end: { readonly result: unknown } | { readonly error: unknown }): void => {
            const seconds = (performance.now() - begunAtMs) / 1_000;
            for (const measure of measuresOf({ type: info.activityType, input, seconds, end }))
              noteMeasure(metrics, measure);
          };
          try {
            const result = await next(call);
            note({ result });
            return result;
          } catch (error) {
            note({ error });
            throw error;
          }
        },
      },
      outbound: {
        getLogAttributes: (attributes, next) => next({ ...attributes, ...defined({ goalId }) }),
      },
    };
  };

function goalIn(input: unknown): string | undefined {
  const { goal } = (input ?? {}) as { readonly goal?: { readonly goalId?: unknown } };
  return typeof goal?.goalId === 'string' ? goal.goalId : undefined;
}
