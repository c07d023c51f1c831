/** What it has cost: against the budget, in all, and turn by turn. Pure. */
import { humanDuration } from '../duration.ts';
import { shortTime } from '../iso-time.ts';
import type { Block, Section } from '../page.ts';
import type { BudgetLine, Report, TurnUsage } from '../report.ts';

const figure = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 4 });

export function usageSection({ goal, usage, modelSwitches }: Report): Section {
  const { total, budget, byTurn, earlierTurns, asOf } = usage;
  const rows = byTurn.shown.map(turnRow);
  const table: Block = {
    type: 'table',
    columns: [
      { title: 'Turn' },
      { title: 'Kind' },
      { title: 'Began' },
      { title: 'Took', isNumber: true },
      { title: 'Tokens', isNumber: true },
      { title: 'Tool calls', isNumber: true },
      { title: 'Failure' },
    ],
    rows,
  };
  const earlier =
    earlierTurns === undefined
      ? []
      : [
          {
            type: 'paragraph' as const,
            text: `Before these: ${figure(earlierTurns.turns)} turns, ${figure(earlierTurns.tokens)} tokens, ${figure(earlierTurns.toolCalls)} tool calls.`,
          },
        ];
  const cost = total.costUsd === 0 ? [] : [{ name: 'cost', value: `$${total.costUsd.toFixed(4)}` }];
  return {
    id: 'usage',
    title: 'Usage',
    blocks: [
      ...budget.map((line) => meterOf(line, goal.setAt)),
      {
        type: 'facts',
        facts: [
          {
            name: 'tokens',
            value: `${figure(total.tokens)} that count (${figure(total.inputTokens)} in, of which ${figure(total.cachedInputTokens)} cached; ${figure(total.outputTokens)} out)`,
          },
          {
            name: 'calls',
            value: `${figure(total.modelCalls)} of the model, ${figure(total.toolCalls)} of tools`,
          },
          { name: 'turns', value: figure(total.turns) },
          { name: 'active time', value: humanDuration(total.durationSeconds) },
          ...cost,
          ...compacted(total.compaction),
          ...switched(modelSwitches),
          { name: 'counted until', value: { time: asOf } },
        ],
      },
      ...(rows.length === 0
        ? []
        : [
            {
              type: 'details' as const,
              summary: `Turn by turn (${figure(byTurn.total)})`,
              blocks: [...earlier, table],
            },
          ]),
    ],
  };
}

const REASONS = { notFound: 'there was no such model', unavailable: 'the one before was gone for long' };

/** Who answered in place of the thread's own model. */
function switched(switches: Report['modelSwitches']) {
  if (switches === undefined) return [];
  const { total, shown } = switches;
  const lines = shown.map(({ turn, model, reason }) => {
    const who = model ?? "the thread's own again";
    return `from turn ${turn} on ${who}${reason === undefined ? '' : ` (${REASONS[reason]})`}`;
  });
  const more = total > shown.length ? `${total - shown.length} earlier switches; ` : '';
  return [{ name: 'models', value: `${more}${lines.join('; ')}` }];
}

/** Its calls and tokens are part of those above. */
function compacted(compaction: Report['usage']['total']['compaction']) {
  if (compaction === undefined) return [];
  const { count, modelCalls, tokens, costUsd } = compaction;
  const cost = costUsd === 0 ? '' : `, $${costUsd.toFixed(4)}`;
  const value = `${figure(count)} times; of the above, ${figure(modelCalls)} model ${modelCalls === 1 ? 'call' : 'calls'} and ${figure(tokens)} tokens${cost}`;
  return [{ name: 'compaction', value }];
}

function meterOf({ dimension, used, limit, isReached }: BudgetLine, setAt: string): Block {
  const tone = isReached ? 'warn' : 'calm';
  if (typeof used === 'number' && typeof limit === 'number') {
    const share = limit === 0 ? 1 : used / limit;
    return {
      type: 'meter',
      name: NAMES[dimension],
      text: `${figure(used)} of ${figure(limit)}`,
      share,
      tone,
    };
  }
  const [start, now, end] = [setAt, String(used), String(limit)].map(Date.parse) as [number, number, number];
  const share = end <= start ? 1 : Math.max(0, (now - start) / (end - start));
  return {
    type: 'meter',
    name: NAMES[dimension],
    text: `${isReached ? 'passed' : 'until'} ${shortTime(String(limit))}`,
    share,
    tone,
  };
}

const NAMES: Readonly<Record<BudgetLine['dimension'], string>> = {
  tokens: 'tokens',
  costUsd: 'US dollars',
  turns: 'turns',
  toolCalls: 'tool calls',
  timeSeconds: 'seconds of active time',
  deadline: 'deadline',
};

const turnRow = ({ turn, kind, startedAt, durationSeconds, tokens, toolCalls, failure }: TurnUsage) => [
  String(turn),
  kind,
  { time: startedAt },
  durationSeconds === null ? { muted: 'running' } : humanDuration(durationSeconds),
  tokens === null ? '' : figure(tokens),
  toolCalls === null ? '' : figure(toolCalls),
  failure ?? '',
];
