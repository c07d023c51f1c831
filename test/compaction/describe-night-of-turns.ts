/** A night of turns in a window that holds some thirty of them: real Activities, journal and socket. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseArguments } from '../../activities/tools/registry.ts';
import { createOutputSandbox } from '../../bench/model/output-sandbox.ts';
import { createPlayedThread, type PlayedThread } from '../../bench/model/play-thread.ts';
import { BENCH_CONTRACT } from '../../bench/model/work-script.ts';
import { readTranscript } from '../../context/transcript/read-transcript.ts';
import { Transcript } from '../../context/transcript/transcript.ts';
import type { ToolResultBody } from '../../journal/bodies/tool-result.ts';
import type { UserMessageBody } from '../../journal/bodies/user-message.ts';
import type { Item } from '../../journal/journal.ts';
import type { ParsedRequest } from '../../scripted-model/parsed-request.ts';
import { type ActivityParts, openActivityParts } from '../support/activities/activity-parts.ts';
import { CLAIM, nightScript } from './night-script.ts';

/**
 * So many turns, or about so many, fill the window, and so many compactions make a summary by the model
 * necessary.
 */
const MAX_TURNS_OF_WINDOW = 40;
const MAX_TURNS_OF_SUMMARY = 400;
const WINDOW = { windowTokens: 48_000, reserveTokens: 8_000 };
const THREAD = { threadId: 'thr_night', tenantId: 'default', contract: BENCH_CONTRACT };

export interface NightOfTurns {
  readonly turns: number;
  readonly messageEveryTurns: number;
}

export function describeNightOfTurns({ turns, messageEveryTurns }: NightOfTurns): void {
  let requests = 0;
  const lacking: string[] = [];
  let last: ParsedRequest | undefined;

  const night = nightScript(WINDOW.windowTokens, (request, turn) => {
    requests += 1;
    last = request;
    const closing = String(request.input.at(-1)?.content);
    if (!closing.includes(`<objective>\n${BENCH_CONTRACT.objective}\n</objective>`))
      lacking.push(`objective, turn ${turn}`);
    if (!closing.includes('load-test/**')) lacking.push(`protected paths, turn ${turn}`);
    if (turn > 1 && !closing.includes(CLAIM)) lacking.push(`claim, turn ${turn}`);
  });

  let parts: ActivityParts;
  let thread: PlayedThread;
  beforeAll(async () => {
    parts = await openActivityParts({
      sandbox: createOutputSandbox(6_000),
      window: WINDOW,
      respond: (request) => night.respond(request),
      keepRequests: 1,
    });
    thread = await createPlayedThread(parts, THREAD);
    for (let turn = 1; turn <= turns; turn += 1)
      await thread.playTurn(turn % messageEveryTurns === 0 ? messageOf(turn) : undefined);
  });
  afterAll(() => parts.close());

  const messageOf = (turn: number): string =>
    `Of turn ${turn}: leave case ${turn} as it is. ${`Reasons for ${turn}. `.repeat(100)}`;

  const recordedItems = async (kind: Item['kind']): Promise<Item[]> => {
    const items: Item[] = [];
    for (let after = 0; ; ) {
      const page = await parts.journal.readItems(THREAD.threadId, after, 1_000);
      items.push(...page.filter((item) => item.kind === kind));
      const end = page.at(-1)?.seq;
      if (end === undefined) return items;
      after = end;
    }
  };

  test(`${turns} turns → no request was refused, and none was longer than the window`, () => {
    expect(night.turns).toBe(turns);
    expect(requests).toBe(2 * turns);
    expect(night.refusals).toBe(0);
    expect(night.largestTokens).toBeLessThanOrEqual(WINDOW.windowTokens - WINDOW.reserveTokens * 0.25);
    expect(thread.compactions.length).toBeGreaterThan(turns / MAX_TURNS_OF_WINDOW);
    expect(night.summaries).toBeGreaterThanOrEqual(turns / MAX_TURNS_OF_SUMMARY);
  });

  test('every request → has the contract word for word, and from turn 2 on the claim of turn 1', () => {
    expect(lacking).toEqual([]);
  });

  test('the last request → every message of the user is in it, or named in it and in the record', async () => {
    const messages = await recordedItems('userMessage');
    expect(messages).toHaveLength(1 + turns / messageEveryTurns);
    const input = (last?.input ?? []).map(({ content }) => String(content));
    const summary = input.find((text) => text.startsWith('<earlier_work>')) ?? '';
    const numbers = new Set(/Messages of the user among them: ([\d, ]+)/.exec(summary)?.[1]?.split(', '));
    const shown = messages.filter(({ body }) =>
      input.includes((JSON.parse(body) as UserMessageBody).content),
    );
    const named = messages.filter(({ seq }) => numbers.has(String(seq)));
    expect(shown.length).toBeGreaterThan(2);
    expect(named.length).toBeGreaterThan(2);
    expect(shown.length + named.length).toBe(messages.length);
    const bodies = messages.map(({ body }) => (JSON.parse(body) as UserMessageBody).content);
    expect(bodies.slice(1)).toEqual(
      messages.slice(1).map((_, index) => messageOf((index + 1) * messageEveryTurns)),
    );
  });

  test('the summary → what the first one said was carried on by all the others', () => {
    expect(JSON.stringify(last?.input)).toContain('began at turn 1');
  });

  test('a worker that never saw the thread → reads a small part of its record, and shows the same', async () => {
    let read = 0;
    const source = {
      ...parts.journal,
      async readItems(...args: Parameters<ActivityParts['journal']['readItems']>) {
        const items = await parts.journal.readItems(...args);
        read += items.length;
        return items;
      },
    };
    const anew = new Transcript();
    await readTranscript(source, THREAD.threadId, anew, 1_000_000);
    const known = await parts.transcripts.read(THREAD.threadId, thread.seq + 1);
    expect(anew.input()).toEqual(known.input());
    expect(thread.seq).toBeGreaterThan(4 * turns);
    expect(read).toBeLessThan(1_000);
  });

  test('an output that was elided → the line in its place names the item, and read_item shows it whole', async () => {
    const line = (last?.input ?? [])
      .map(({ output }) => String(output))
      .find((text) => text.includes('elided'));
    const seq = Number(/read_item (\d+) shows them/.exec(line ?? '')?.[1]);
    const item = await parts.journal.readItem(THREAD.threadId, seq);
    const prepared = parseArguments('read_item', JSON.stringify({ item: seq, offset: null, limit: null }));
    if (!prepared.ok) throw new Error(prepared.problem);
    const { output } = await prepared.execute({
      ...{ workspace: '', sandbox: parts.sandbox, signal: new AbortController().signal },
      readItem: (place) => parts.journal.readItem(THREAD.threadId, place),
    });
    expect(output).toContain((JSON.parse(item?.body ?? '{}') as ToolResultBody).output);
    expect(output.length).toBeGreaterThan(6_000);
  });

  test('what compaction has cost → stands in the record, beside how much it has saved', async () => {
    const compactions = (await recordedItems('compaction')).map(({ body }) => JSON.parse(body));
    expect(compactions).toHaveLength(thread.compactions.length);
    const summed = compactions.filter(({ summaryBy }) => summaryBy === 'model');
    expect(summed).toHaveLength(night.summaries);
    expect(summed.every(({ usage }) => usage.modelCalls === 1 && usage.inputTokens > 1_000)).toBe(true);
    expect(compactions.every(({ bytesAfter, bytesBefore }) => bytesAfter < bytesBefore * 0.75)).toBe(true);
  });
}
