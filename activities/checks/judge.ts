/** Says whether a finished command satisfies its check, and if not, why. Pure. */
import { type Check, metricName } from '../../workflows/contract.ts';
import type { CommandResult } from '../sandbox/sandbox.ts';
import { readMetric, satisfies } from './metric.ts';

export interface Judgement {
  readonly passed: boolean;
  readonly metric?: number;
  readonly reason?: string;
  /** The command cannot run at all: no result of it, good or bad, can be expected. */
  readonly cannotRun: boolean;
}

/**
 * What a shell says of a program that this machine lacks. A *path* that is missing reads otherwise ("No such file"): the
 * work may be to write it, so that is an ordinary failure.
 */
const MISSING_PROGRAM = /: command not found\s*$/m;

export function judge({ expect, timeoutSeconds }: Check, result: CommandResult): Judgement {
  const refused = (reason: string, cannotRun = false): Judgement => ({ passed: false, reason, cannotRun });
  if (result.endedBy === 'failedToStart') return refused('the command could not be started', true);
  if (result.endedBy === 'timeout') return refused(`still running after ${timeoutSeconds} s`);
  if (result.endedBy !== 'exit') return refused(`killed (${result.endedBy})`);
  const metric = expect.metric === undefined ? undefined : readMetric(result.output, expect.metric);
  const measured = metric === undefined ? {} : { metric };
  if (result.exitCode !== expect.exitCode)
    return {
      ...measured,
      ...refused(
        `wanted exit ${expect.exitCode}`,
        result.exitCode === 127 && MISSING_PROGRAM.test(result.output),
      ),
    };
  if (expect.metric === undefined) return { passed: true, cannotRun: false };
  const { op, value } = expect.metric;
  const name = metricName(expect.metric);
  if (metric === undefined)
    return refused(
      'marker' in expect.metric
        ? `no line "${name}: <number>" in the output`
        : `no number at ${name} in a last line of JSON`,
    );
  if (!satisfies(metric, expect.metric)) return { ...measured, ...refused(`wanted ${name} ${op} ${value}`) };
  return { passed: true, ...measured, cannotRun: false };
}
