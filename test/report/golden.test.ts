/**
 * Every end of a goal as a report, held against files that a person has read. `UPDATE_GOLDEN=1` writes them
 * anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Journal } from '../../journal/journal.ts';
import { buildReport } from '../../report/build/build-report.ts';
import { htmlReport } from '../../report/html/html.ts';
import { markdownReport } from '../../report/markdown/markdown.ts';
import type { Report } from '../../report/report.ts';
import { readReportSource } from '../../report/source/read-report-source.ts';
import { openTestJournal } from '../support/journal/test-journal.ts';
import { START_MS } from './played-goal.ts';
import { STORIES } from './stories.ts';

const FIRST_SCREEN_LINES = 25;
const REPORTED_AT_MS = START_MS + 2 * 3_600_000;

let journal: Journal;

beforeAll(async () => {
  journal = await openTestJournal();
});
afterAll(() => journal.close());

function expectGolden(name: string, text: string): void {
  const file = new URL(`./golden/${name}`, import.meta.url);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, 'utf8'));
}

describe.each(Object.entries(STORIES))('%s', (name, play) => {
  let report: Report;

  beforeAll(async () => {
    const { threadId, goalId } = await play(journal);
    const source = await readReportSource(journal, { threadId }, goalId);
    if (source === undefined) throw new Error(`${goalId} is not in the journal`);
    report = buildReport(source, REPORTED_AT_MS);
  });

  test('report as JSON → as in its golden file', () => {
    expectGolden(`${name}.json`, `${JSON.stringify(report, null, 2)}\n`);
  });

  test('report as Markdown → as in its golden file', () => {
    expectGolden(`${name}.md`, markdownReport(report));
  });

  test('the first screen → what is proven, what is not, what was changed, what it cost and what is next', () => {
    const screen = markdownReport(report).split('\n').slice(0, FIRST_SCREEN_LINES);
    for (const name of ['Proven', 'Not proven', 'Changed', 'Cost', 'Next'])
      expect(screen.filter((line) => new RegExp(`^- ${name}: \\S`).test(line))).toHaveLength(1);
    expect(screen.filter((line) => line.startsWith('- Question: '))).toHaveLength(report.question ? 1 : 0);
    expect(screen.filter((line) => line.startsWith('- Mind: '))).toHaveLength(report.caveats.length);
  });

  test('figures of the turns → add up to those of the goal', () => {
    const { total, byTurn, beside = { tokens: 0, toolCalls: 0 } } = report.usage;
    for (const figure of ['tokens', 'toolCalls'] as const)
      expect(byTurn.shown.reduce((sum, turn) => sum + turn[figure], beside[figure])).toBe(total[figure]);
  });

  test('report as HTML → as in its golden file', () => {
    expectGolden(`${name}.html`, htmlReport(report));
  });
});

test('a goal whose transcript was compacted, or that other models answered → told beside its calls and tokens', async () => {
  const played = await STORIES.complete?.(journal);
  const threadId = played?.threadId ?? '';
  const source = await readReportSource(journal, { threadId }, played?.goalId);
  if (source === undefined) throw new Error(`${threadId} has no goal in the journal`);
  const report = buildReport(source, REPORTED_AT_MS);
  const line = (costUsd: number) => {
    const compaction = { count: 12, modelCalls: 2, tokens: 34_567, costUsd };
    const total = { ...report.usage.total, compaction };
    return markdownReport({ ...report, usage: { ...report.usage, total } });
  };
  const modelSwitches = {
    total: 3,
    shown: [
      { turn: 2, at: '2026-11-25T22:20:12Z', model: 'spare-1', reason: 'unavailable' as const },
      { turn: 3, at: '2026-11-25T22:31:12Z', model: null },
    ],
  };
  expect(markdownReport({ ...report, modelSwitches })).toContain(
    "models: 1 earlier switch; from turn 2 on spare-1 (the one before was gone for long); from turn 3 on the thread's own again",
  );
  expect(line(0)).toContain('12 times; of the above, 2 model calls and 34,567 tokens');
  expect(line(0.25)).toContain('34,567 tokens, \\$0.2500');
  expect(markdownReport(report)).not.toContain('compaction');
});
