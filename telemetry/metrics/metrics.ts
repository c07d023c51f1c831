/**
 * What Prometheus can ask of a process: one registry, and the service's own figures in it. No label holds an
 * id, a name or a word that a caller chose.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const LONG_SECONDS = [0.5, 1, 2, 5, 10, 20, 40, 60, 120, 300, 600];

export type Metrics = ReturnType<typeof createMetrics>;

/** What has to be done before the figures are right, e.g. to count. It never throws. */
type BeforeRead = () => void | Promise<void>;

export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  const readers: BeforeRead[] = [];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    contentType: registry.contentType,
    onRead: (before: BeforeRead): void => void readers.push(before),
    /** All figures in the text format of Prometheus. */
    async read(): Promise<string> {
      await Promise.all(readers.map((before) => before()));
      return registry.metrics();
    },
    httpSeconds: new Histogram({
      name: 'goalkeeper_http_request_duration_seconds',
      help: 'REST requests, by method, route and status; streams of events last as long as they are open.',
      labelNames: ['method', 'route', 'status'],
      buckets: SECONDS,
      registers,
    }),
    goals: new Gauge({
      name: 'goalkeeper_goals',
      help: 'Goals of threads that are not archived, by status.',
      labelNames: ['status'],
      registers,
    }),
    threads: new Gauge({
      name: 'goalkeeper_threads',
      help: 'Threads that are not archived, by the phase of their loop; waiting: for a time, or after turns without progress.',
      labelNames: ['phase'],
      registers,
    }),
    goalChanges: new Counter({
      name: 'goalkeeper_goal_changes_total',
      help: 'Changes of goals, by the status that each led to.',
      labelNames: ['status'],
      registers,
    }),
    tokens: new Counter({
      name: 'goalkeeper_tokens_total',
      help: 'Tokens of model calls, by kind; cachedInput is a part of input.',
      labelNames: ['kind'],
      registers,
    }),
    costUsd: new Counter({
      name: 'goalkeeper_cost_usd_total',
      help: 'US dollars of model calls, by MODEL_PRICES; nothing for a model without a price.',
      registers,
    }),
    modelSeconds: new Histogram({
      name: 'goalkeeper_model_call_duration_seconds',
      help: 'Attempts of model calls, by their end: ok, or the kind of the failure.',
      labelNames: ['call', 'outcome'],
      buckets: LONG_SECONDS,
      registers,
    }),
    sandboxSeconds: new Counter({
      name: 'goalkeeper_sandbox_seconds_total',
      help: 'Time in which tool calls and runs of checks were at work, by kind.',
      labelNames: ['kind'],
      registers,
    }),
    audits: new Counter({
      name: 'goalkeeper_audits_total',
      help: 'Claims of completion that were judged, by judge and outcome.',
      labelNames: ['judge', 'outcome'],
      registers,
    }),
    turns: new Counter({
      name: 'goalkeeper_turns_total',
      help: 'Turns that ended, by kind and whether they failed.',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
    backOffs: new Counter({
      name: 'goalkeeper_back_offs_total',
      help: 'Model calls that are waited out and made again, by why.',
      labelNames: ['reason'],
      registers,
    }),
    stalls: new Counter({
      name: 'goalkeeper_stalls_total',
      help: 'Goals that were stopped since nothing came nearer.',
      registers,
    }),
    webhookLag: new Gauge({
      name: 'goalkeeper_webhook_lag_seconds',
      help: 'Age of the oldest delivery that waits: since it is due (service), or since it was first tried (receiver).',
      labelNames: ['waits_for'],
      registers,
    }),
  };
}
