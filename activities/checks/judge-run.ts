/** Says whether a finished command satisfies its check, and if not, why. Pure. */
import { defined } from '../../objects/defined.ts';
import { type Check, type MetricExpectation, metricName } from '../../workflows/contract/contract.ts';
import { type CommandResult, MAX_CHANNEL_BYTES, type SandboxedCommand } from '../sandbox/sandbox.ts';
import { commandTrouble } from './command-trouble.ts';
import { type Figure, readFigure } from './figures/read-figure.ts';
import { satisfies } from './metric.ts';

export interface RunVerdict {
  readonly passed: boolean;
  /** The worst figure that the run showed. */
  readonly metric?: number;
  /** The unit that was printed behind it. */
  readonly unit?: string;
  readonly reason?: string;
  /** The command cannot run at all: no result of it, good or bad, can be expected. */
  readonly cannotRun: boolean;
  /** What showed that, where the command was started. */
  readonly whyNot?: string;
}

/** What the check's baseline showed. */
export interface KnownOfCheck {
  readonly baselineUnit?: string;
  /** Its run without the work left processes behind as well. */
  readonly mayLeaveProcesses?: boolean;
}

export function judgeRun(
  { command, expect, timeoutSeconds }: Check,
  result: CommandResult,
  known: KnownOfCheck = {},
): RunVerdict {
  const refused = (reason: string, cannotRun = false): RunVerdict => ({ passed: false, reason, cannotRun });
  if (result.endedBy === 'failedToStart') return refused('the command could not be started', true);
  if (result.endedBy === 'timeout') return refused(`still running after ${timeoutSeconds} s`);
  if (result.endedBy !== 'exit') return refused(`killed (${result.endedBy})`);
  const figure = expect.metric === undefined ? undefined : figureOf(expect.metric, result, known);
  const measured = figure?.ok ? { metric: figure.value, ...defined({ unit: figure.unit }) } : {};
  if (result.exitCode !== expect.exitCode) {
    const trouble = commandTrouble(command, result);
    const wanted = `wanted exit ${expect.exitCode}`;
    if (trouble === undefined) return { ...measured, ...refused(wanted) };
    const { told, isMissing } = trouble;
    return {
      ...measured,
      ...refused(`${wanted}: ${told}`, isMissing),
      ...(isMissing ? { whyNot: `exit ${result.exitCode}, ${told}` } : {}),
    };
  }
  if (expect.metric === undefined || figure === undefined) return { passed: true, cannotRun: false };
  if (!figure.ok) return refused(figure.reason ?? notShown(expect.metric));
  const left = leftBeside(expect.metric, result, known);
  if (left.length > 0)
    return {
      ...measured,
      ...refused(`left running when it ended: ${left.join(', ')}; they may have printed the figure`),
    };
  if (satisfies(figure.value, expect.metric)) return { passed: true, ...measured, cannotRun: false };
  const { op, value } = expect.metric;
  const note = figure.note === undefined ? '' : ` (${figure.note})`;
  return { ...measured, ...refused(`wanted ${metricName(expect.metric)} ${op} ${value}${note}`) };
}

/** A figure is only read from what is known whole. */
function figureOf(metric: MetricExpectation, result: CommandResult, { baselineUnit }: KnownOfCheck): Figure {
  if (metric.source !== 'channel')
    return result.truncated
      ? {
          ok: false,
          reason: `no figure is read from an output that was cut (it has ${result.totalBytes} bytes)`,
        }
      : readFigure(result.output, metric, baselineUnit);
  const channel = result.channel ?? '';
  return Buffer.byteLength(channel) > MAX_CHANNEL_BYTES
    ? { ok: false, reason: `more than ${MAX_CHANNEL_BYTES / 1024} KiB were written to the channel` }
    : readFigure(channel, metric, baselineUnit);
}

function notShown(metric: MetricExpectation): string {
  if (metric.source === 'channel') return `no figure on the channel for ${metricName(metric)}`;
  return 'marker' in metric
    ? `no line "${metric.marker}: <number>" in the output`
    : `no number at ${metric.jsonPath} in any JSON of the output`;
}

const MAX_NAMED_PROCESSES = 5;

/** Processes that could still write where the figure is read from, and that the check has not always left. */
const leftBeside = (
  metric: MetricExpectation,
  result: CommandResult,
  known: KnownOfCheck,
): readonly string[] =>
  metric.source === 'channel' || known.mayLeaveProcesses
    ? []
    : [...new Set(result.leftProcesses ?? [])].slice(0, MAX_NAMED_PROCESSES);

/** Enough for the report of a large suite on one line. */
const MAX_MEASURED_OUTPUT_BYTES = 16 * 1024 * 1024;

/** What the check's command has to be run with, so that its figure can be read. Pure. */
export function wantedOf({
  expect: { metric },
}: Pick<Check, 'expect'>): Pick<SandboxedCommand, 'maxOutputBytes' | 'wantsChannel'> {
  if (metric === undefined) return {};
  return metric.source === 'channel' ? { wantsChannel: true } : { maxOutputBytes: MAX_MEASURED_OUTPUT_BYTES };
}
