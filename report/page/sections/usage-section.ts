/** What it has cost: against the budget, in all, and turn by turn. Pure. */
import { turnsText } from '../../../workflows/budget/turns-text.ts';
import { billedTokens } from '../../../workflows/budget/usage.ts';
import { counted } from '../../../workflows/text/counted.ts';
import { humanDuration } from '../../duration.ts';
import type { Report } from '../../report.ts';
import type { BudgetLine, TurnUsage } from '../../reported-usage.ts';
import { shortTime } from '../../short-time.ts';
import type { Block, Section } from '../page.ts';

const figure = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 4 });

export function usageSection({ goal, usage, modelSwitches }: Report): Section {
  const { total, budget, byTurn, earlierTurns, beside, asOf } = usage;
  const rows = [...byTurn.shown.map(turnRow), ...besideRow(beside)];
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
            text: `Before these: ${counted(earlierTurns.turns, 'turn')}, ${counted(earlierTurns.tokens, 'token')}, ${counted(earlierTurns.toolCalls, 'tool call')}.`,
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
            value: `${figure(total.tokens)} that count (${figure(total.inputTokens)} in, of which ${figure(total.cachedInputTokens)} cached; ${figure(total.outputTokens)} out${unsplit(total)})`,
          },
          {
            name: 'calls',
            value: `${figure(total.modelCalls)} of the model, ${figure(total.toolCalls)} of tools`,
          },
          { name: 'turns', value: turnsText(total) },
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

/** Records of older releases tell of a turn that has ended only how many tokens count. */
function unsplit(total: Report['usage']['total']): string {
  const rest = total.tokens - billedTokens(total);
  return rest > 0 ? `; ${figure(rest)} of turns that ended since, not told apart` : '';
}

/**
 * So that the rows add up to what is counted in all. Less than nothing is what turns used and the goal does
 * not pay, such as the closing words of a goal that is complete.
 */
const besideRow = (beside: Report['usage']['beside']) => {
  if (beside === undefined) return [];
  const { tokens, toolCalls } = beside;
  const isUnpaid = Math.min(tokens, toolCalls) < 0 && Math.max(tokens, toolCalls) <= 0;
  const name = isUnpaid ? "of these, not the goal's to pay" : 'beside the turns';
  return [['', name, '', '', figure(tokens), figure(toolCalls), '']];
};

const REASONS = { notFound: 'there was no such model', unavailable: 'the one before was gone for long' };

/** Who answered in place of the thread's own model. */
function switched(switches: Report['modelSwitches']) {
  if (switches === undefined) return [];
  const { total, shown } = switches;
  const lines = shown.map(({ turn, model, reason }) => {
    const who = model ?? "the thread's own again";
    return `from turn ${turn} on ${who}${reason === undefined ? '' : ` (${REASONS[reason]})`}`;
  });
  const earlier = total - shown.length;
  const more = earlier > 0 ? `${earlier} earlier ${earlier === 1 ? 'switch' : 'switches'}; ` : '';
  return [{ name: 'models', value: `${more}${lines.join('; ')}` }];
}

/** Its calls and tokens are part of those above. */
function compacted(compaction: Report['usage']['total']['compaction']) {
  if (compaction === undefined) return [];
  const { count, modelCalls, tokens, costUsd } = compaction;
  const cost = costUsd === 0 ? '' : `, $${costUsd.toFixed(4)}`;
  const value = `${counted(count, 'time')}; of the above, ${counted(modelCalls, 'model call')} and ${counted(tokens, 'token')}${cost}`;
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

const KINDS: Readonly<Record<TurnUsage['kind'], string>> = {
  user: 'user',
  continuation: 'continuation',
  wrapUp: 'wrap-up',
};

const turnRow = ({ turn, kind, startedAt, durationSeconds, tokens, toolCalls, failure }: TurnUsage) => [
  String(turn),
  KINDS[kind],
  { time: startedAt },
  durationSeconds === null ? { muted: 'running, so far' } : humanDuration(durationSeconds),
  figure(tokens),
  figure(toolCalls),
  failure ?? '',
];
