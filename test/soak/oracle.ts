/**
 * What must be true of every thread after the faults, by its record, its side effects on disk and what people
 * sent. Pure.
 */
import type { Json } from '../support/service/api.ts';

/** A thread as it was found at the end. */
export interface Found {
  readonly threadId: string;
  /** REST shows it so, with its goal. */
  readonly thread: Json;
  /** All items of the record. */
  readonly items: readonly Json[];
  /** The lines of the file to which every command of the model writes its own mark. */
  readonly effects: readonly string[];
  /** The messages that were acknowledged. */
  readonly messages: readonly string[];
}

export interface Figures {
  readonly calls: number;
  readonly effects: number;
  readonly outcomeUnknown: number;
  readonly ranAndUnknown: number;
  readonly notRun: number;
  readonly messages: number;
  readonly modelReplies: number;
}

export interface Judged {
  readonly violations: readonly string[];
  readonly figures: Figures;
}

const MARK = /echo (mark-\S+) >> effects\.log/;

/** A call of the record that leaves a mark, and what the model read of it. */
interface MarkedCall {
  readonly mark: string;
  /** Absent: the record has no result. */
  readonly result?: Json;
}

export function judge(found: Found): Judged {
  const { items, effects, messages } = found;
  const counts = new Map<string, number>();
  for (const mark of effects) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  const calls = markedCalls(items);
  const unknown = calls.filter(({ result }) => isUnknown(result));
  const notRun = calls.filter(({ result }) => result === undefined || isNotRun(result));
  const violations = [
    ...endProblems(found),
    ...recordProblems(items),
    ...usageProblems(found),
    ...[...counts].filter(([, count]) => count > 1).map(([mark, count]) => `${mark} ran ${count} times`),
    ...calls
      .filter(({ mark, result }) => result?.ok === true && !counts.has(mark))
      .map(({ mark }) => `${mark} is on record as done and left no effect`),
    ...notRun
      .filter(({ mark, result }) => result !== undefined && counts.has(mark))
      .map(({ mark }) => `${mark} ran, and the model reads that it did not`),
    ...messages.flatMap((message) => messageProblems(items, message)),
  ];
  return {
    violations: violations.map((violation) => `${found.threadId}: ${violation}`),
    figures: {
      calls: calls.length,
      effects: effects.length,
      outcomeUnknown: unknown.length,
      ranAndUnknown: unknown.filter(({ mark }) => counts.has(mark)).length,
      notRun: notRun.length,
      messages: messages.length,
      modelReplies: items.filter(({ kind }) => kind === 'modelReply').length,
    },
  };
}

const isUnknown = (result: Json): boolean =>
  result?.ok !== true && /outcome unknown/.test(result?.output ?? '');
const isNotRun = (result: Json): boolean => /^Not run/.test(result.output ?? '');

function endProblems({ thread: { goal } }: Found): string[] {
  if (goal.status !== 'complete') return [`the goal is ${goal.status}: ${goal.statusReason}`];
  return [];
}

/** A place is given once; one that was meant for a reply that never came stays empty. */
function recordProblems(items: readonly Json[]): string[] {
  return items.flatMap(({ seq }, index) =>
    index === 0 || seq > items[index - 1].seq ? [] : [`place ${seq} of the record is given twice`],
  );
}

const COUNTED = ['inputTokens', 'outputTokens', 'cachedInputTokens'] as const;

/** What the thread has used is what the replies of its record cost, to the token. */
function usageProblems({ items, thread }: Found): string[] {
  const replies = items.filter(({ kind }) => kind === 'modelReply');
  return COUNTED.flatMap((field) => {
    const recorded = replies.reduce((sum, { body }) => sum + (body.usage?.[field] ?? 0), 0);
    const told = thread.usage[field];
    return recorded === told ? [] : [`${field}: the thread counts ${told}, its record ${recorded}`];
  });
}

function markedCalls(items: readonly Json[]): MarkedCall[] {
  const results = new Map(
    items.filter(({ kind }) => kind === 'toolResult').map(({ callId, body }) => [callId, body]),
  );
  return items
    .filter(({ kind }) => kind === 'modelReply')
    .flatMap(({ seq, body }) =>
      (body.output as Json[])
        .filter(({ type }) => type === 'function_call')
        .flatMap(({ arguments: sent }, index): MarkedCall[] => {
          const mark = MARK.exec(sent)?.[1];
          const result = results.get(`${seq}-${index}`);
          if (mark === undefined) return [];
          return [result === undefined ? { mark } : { mark, result }];
        }),
    );
}

function messageProblems(items: readonly Json[], message: string): string[] {
  const arrived = items.filter(({ kind, body }) => kind === 'userMessage' && body.content === message).length;
  return arrived === 1 ? [] : [`the message "${message}" arrived ${arrived} times`];
}

export const sumOf = (all: readonly Figures[]): Figures =>
  all.reduce((sum, figures) => ({
    calls: sum.calls + figures.calls,
    effects: sum.effects + figures.effects,
    outcomeUnknown: sum.outcomeUnknown + figures.outcomeUnknown,
    ranAndUnknown: sum.ranAndUnknown + figures.ranAndUnknown,
    notRun: sum.notRun + figures.notRun,
    messages: sum.messages + figures.messages,
    modelReplies: sum.modelReplies + figures.modelReplies,
  }));
