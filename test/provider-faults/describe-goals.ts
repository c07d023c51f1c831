/**
 * Each row of the table with a goal on Temporal: what the goal does, how long it waits, what it pays, what a
 * person sees.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { atRest, followNext, followToTheEnd } from '../end-to-end/nights/follow-next.ts';
import { type SkippedTimeService, startSkippedTimeService } from '../support/service/skipped-time.ts';
import { type Course, type FaultRow, type RowOf, replyOf, rowsOf } from './fault-row.ts';
import { expectCalmRecord, inputTokensOf, type PlayedFault, playFault, WORK } from './played-fault.ts';

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const TIMEOUT_MS = 3 * SECOND_MS;
/** So much real time passes between a failed call and the next one, beside the wait. */
const SLACK_MS = 20 * SECOND_MS;

/** Each of the rows. */
/** A reason is put into a longer sentence without its own full stop. */
const unended = (sentence: string): string => sentence.replace(/\.$/, '');

export function describeGoals(rows: readonly FaultRow[]): void {
  let service: SkippedTimeService;
  beforeAll(async () => {
    service = await startSkippedTimeService({ modelTimeoutMs: TIMEOUT_MS });
  });
  afterAll(() => service.stop());

  const titled = <C extends Course>(some: readonly RowOf<C>[]) => some.map((row) => [row.name, row] as const);
  const play = (row: RowOf<Course>, times: number): Promise<PlayedFault> =>
    playFault(service, () => replyOf(row), times);

  /** Lets time pass until nothing goes on by itself. */
  async function untilIdle({ goal }: PlayedFault, stepMs: number): Promise<void> {
    while ((await goal()).phase !== 'idle') await service.skip(stepMs);
  }

  async function resume({ threadId, goal }: PlayedFault): Promise<void> {
    const reply = await service.api.call('POST', `/v1/threads/${threadId}/goal/resume`);
    expect(reply).toMatchObject({ status: 200 });
    await service.api.untilGoal(threadId, ({ status, phase }) => status === 'complete' && phase === 'idle');
    expect(await goal()).toMatchObject({ usage: { modelCalls: WORK.length } });
  }

  describe('faults that pass', () => {
    test.each(titled(rowsOf(rows, 'waits')))(
      '%s → waited out in one turn, and costs nothing',
      async (_, row) => {
        const { leastMs, isSilent = false } = row.course;
        const faults = isSilent ? 1 : 2;
        const played = await play(row, faults);
        const retry = /attempt [23] of a model call, after: model call failed: \S/;
        const waiting = await service.api.untilGoal(
          played.threadId,
          ({ next, phase }) => retry.test(next.reason) || phase === 'idle',
        );
        expect(waiting).toMatchObject({ status: 'active', phase: 'running', usage: { modelCalls: 1 } });
        await untilIdle(played, leastMs);
        expect(await played.goal()).toMatchObject({
          status: 'complete',
          usage: { turns: 1, modelCalls: WORK.length, inputTokens: inputTokensOf(played.calls()) },
        });
        const { callsAtMs } = played;
        for (let fault = 1; fault <= faults; fault++) {
          const gapMs = (callsAtMs[fault + 1] ?? 0) - (callsAtMs[fault] ?? 0);
          const wantedMs = Math.max(leastMs, SECOND_MS * 2 ** (fault - 1)) + (isSilent ? TIMEOUT_MS : 0);
          expect(gapMs).toBeGreaterThanOrEqual(wantedMs);
          expect(gapMs).toBeLessThan(wantedMs * 1.4 + SLACK_MS);
        }
        await expectCalmRecord(service, played);
      },
    );
  });

  describe('answers that are none', () => {
    test.each(titled(rowsOf(rows, 'asksAgain')))(
      '%s → three turns fail, 5 s and 10 s apart, and the goal is blocked; what was billed is paid',
      async (_, row) => {
        const { statusReason, isBilled, callsPerTurn } = row.course;
        const perTurn = callsPerTurn ?? 4;
        const played = await play(row, Number.POSITIVE_INFINITY);
        const pauseMs = callsPerTurn === undefined ? SECOND_MS : 0;
        const announced = await followToTheEnd(service, played.threadId, (perTurn - 1) * pauseMs);
        for (const { next } of announced)
          expect(next.reason).toMatch(/^back-off after failing turn [12] of 3: ./);
        const whole = `${statusReason} (3 turns in a row)`;
        expect(await played.goal()).toMatchObject({
          status: 'blocked',
          statusReason: whole,
          phase: 'idle',
          next: { action: 'idle', reason: `the goal is blocked: ${unended(whole)}` },
          usage: { turns: 3, modelCalls: isBilled ? 1 + 3 * perTurn : 1 },
        });
        expect(played.calls()).toHaveLength(1 + 3 * perTurn);
        expectGaps(played, perTurn, pauseMs);
        await expectCalmRecord(service, played);
      },
    );

    /** Checks the gaps between the calls of a turn, and from the last of a turn to the first of the next. */
    function expectGaps({ callsAtMs }: PlayedFault, perTurn: number, pauseMs: number): void {
      const faultsAtMs = callsAtMs.slice(1);
      for (const [index, atMs] of faultsAtMs.entries()) {
        const before = faultsAtMs[index - 1];
        if (before === undefined) continue;
        const turn = index / perTurn;
        const leastMs = Number.isInteger(turn) ? 5 * SECOND_MS * 2 ** (turn - 1) : pauseMs;
        expect(atMs - before).toBeGreaterThanOrEqual(leastMs);
      }
    }
  });

  describe('requests that are refused', () => {
    test.each(titled(rowsOf(rows, 'blocks')))(
      '%s → blocked at once with the reason and the fix, no further call all night; goes on when resumed',
      async (_, row) => {
        const { statusReason } = row.course;
        const played = await play(row, Number.POSITIVE_INFINITY);
        await atRest(service, played.threadId);
        await service.skip(8 * HOUR_MS);
        expect(await played.goal()).toMatchObject({
          status: 'blocked',
          statusReason,
          phase: 'idle',
          next: { action: 'idle', reason: `the goal is blocked: ${unended(statusReason)}` },
          usage: { turns: 1, modelCalls: 1 },
        });
        expect(played.calls()).toHaveLength(row.course.isAskedWithoutNewest ? 3 : 2);
        await expectCalmRecord(service, played);
        played.mend();
        await resume(played);
      },
    );
  });

  describe('requests that are too long', () => {
    test.each(titled(rowsOf(rows, 'compacts')))(
      '%s → compacted, asked once more in the same turn, and nothing is paid for it',
      async (_, row) => {
        const played = await play(row, 1);
        await atRest(service, played.threadId);
        expect(await played.goal()).toMatchObject({
          status: 'complete',
          usage: {
            ...{ turns: 1, modelCalls: WORK.length, inputTokens: inputTokensOf(played.calls()) },
            compaction: { count: 1, modelCalls: 0, tokens: 0 },
          },
        });
        await expectCalmRecord(service, played);
      },
    );

    test.each(titled(rowsOf(rows, 'compacts')))(
      '%s, whatever is left out → blocked at the second refusal; goes on when resumed',
      async (_, row) => {
        const { statusReason } = row.course;
        const played = await play(row, Number.POSITIVE_INFINITY);
        await atRest(service, played.threadId);
        expect(await played.goal()).toMatchObject({
          ...{ status: 'blocked', statusReason, phase: 'idle' },
          usage: { turns: 1, modelCalls: 1, compaction: { count: 1, modelCalls: 0 } },
        });
        expect(played.calls()).toHaveLength(3);
        await expectCalmRecord(service, played);
        played.mend();
        await resume(played);
      },
    );
  });

  describe('usage limits', () => {
    test.each(titled(rowsOf(rows, 'rests')))(
      '%s → usageLimited, no call meanwhile; goes on at the reset time, or when resumed',
      async (_, row) => {
        const { statusReason, resetInMs } = row.course;
        const played = await play(row, 1);
        const { next } = await atRest(service, played.threadId);
        const reason = `the goal is usageLimited: ${unended(statusReason)}`;
        const isKnown = resetInMs !== undefined;
        expect(await played.goal()).toMatchObject({
          status: 'usageLimited',
          statusReason,
          phase: isKnown ? 'waiting' : 'idle',
          usage: { turns: 1, modelCalls: 1 },
        });
        expect(next).toEqual({
          action: isKnown ? 'wait' : 'idle',
          reason,
          waitsFor: isKnown ? 'time' : 'person',
          ...(isKnown ? { at: expect.any(String) } : {}),
        });
        if (isKnown) {
          await followNext(service, played.threadId);
          await atRest(service, played.threadId);
          expect((played.callsAtMs[2] ?? 0) - (played.callsAtMs[1] ?? 0)).toBeGreaterThanOrEqual(resetInMs);
          expect(await played.goal()).toMatchObject({
            status: 'complete',
            usage: { modelCalls: WORK.length },
          });
        } else {
          await service.skip(12 * HOUR_MS);
          expect(played.calls()).toHaveLength(2);
          await resume(played);
        }
        await expectCalmRecord(service, played);
      },
    );
  });

  describe('odd replies', () => {
    test.each(titled(rowsOf(rows, 'goesOn')))(
      '%s → the model is told, and goes on in the same turn',
      async (_, row) => {
        const { told = '', refusedAudits = 0 } = row.course;
        const played = await play(row, 1);
        await atRest(service, played.threadId);
        expect(await played.goal()).toMatchObject({
          status: 'complete',
          refusedAudits,
          usage: { turns: 1, modelCalls: WORK.length + 1 },
        });
        const after = played.calls()[2]?.request.input;
        expect(JSON.stringify(after)).toContain(JSON.stringify(told).slice(1, -1));
        expect(played.calls().every(({ outcome }, index) => outcome === 'answered' || index === 1)).toBe(
          true,
        );
        await expectCalmRecord(service, played);
      },
    );
  });
}
