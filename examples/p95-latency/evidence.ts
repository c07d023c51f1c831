/**
 * What the rehearsal model knows, read from nothing but the transcript that it is sent. So it works on after
 * a repeated turn, a restart or a compaction, as a real model does.
 */
import type { ParsedRequest, TranscriptCall } from '../../scripted-model/parsed-request.ts';

/** What `src/` looks like, as far as reads and successful changes have shown. */
export type CodeState = 'oneByOne' | 'lineTogether' | 'halfBatched' | 'rememberedStock' | 'stockOfTheMoment';

export interface Suite {
  readonly passed: number;
  readonly total: number;
  readonly green: boolean;
  readonly failedTitles: readonly string[];
}

export interface Evidence {
  /** The objective names it. */
  readonly limitMs: number;
  /** Absent before a look, and after a change whose outcome is not known. */
  readonly code?: CodeState;
  /** Every p95 that was measured, oldest first. */
  readonly p95History: readonly number[];
  /** Figures of the code as it is now. */
  readonly p95?: number;
  readonly suite?: Suite;
  /** Runs of benchmark and suite since the last change. */
  readonly measurements: number;
  /** The answer to the last claim of completion, if the code has not changed since. */
  readonly claim?: { readonly outcome: 'accepted' | 'refused'; readonly text: string };
  readonly lastChangeOutput?: string;
}

export const BENCHMARK = 'node bench/checkout-benchmark.js';
export const SUITE = 'node test/correctness.js';

/** A line of the source that only this state has; the first match wins. */
const CHECKOUT_MARKS = [
  ['batched', 'findProducts(backend, skus),'],
  ['lineTogether', '  findProduct(backend, sku),'],
  ['oneByOne', 'const product = await findProduct(backend, sku);'],
] as const;
const STOCK_MARKS = [
  ['rememberedStock', 'const remembered = new Map();'],
  ['stockOfTheMoment', 'return new Map(levels.map('],
] as const;

const DID_NOT_WORK =
  /\b(error|fail(ed|s|ure)?|could not|cannot|not run|does not|no match|refused|interrupted|unknown|invalid)\b/i;

const markOf = <Name extends string>(
  marks: readonly (readonly [Name, string])[],
  text: string,
): Name | undefined => marks.find(([, mark]) => text.includes(mark))?.[0];

const isChange = (call: TranscriptCall): boolean => call.name === 'apply_patch' || call.name === 'write_file';

export const changeWorked = (call: TranscriptCall): boolean => !DID_NOT_WORK.test(call.output ?? '');

/** Source text that a call has shown or put in place; of a patch, what stands there afterwards. */
function sourceShownBy(call: TranscriptCall): string {
  const { patch, content } = call.arguments;
  if (call.name === 'apply_patch') return String(patch).replace(/^-.*$/gm, '');
  if (call.name === 'write_file') return String(content);
  return call.output ?? '';
}

const lastMatch = (text: string, pattern: RegExp): RegExpMatchArray | undefined =>
  [...text.matchAll(pattern)].at(-1);

/** The p95 that a benchmark run printed; nothing when it could not measure. */
function p95Of(output: string): number | undefined {
  const match = lastMatch(output, /^p95_ms: (\d+(?:\.\d+)?)$/gm);
  return match === undefined ? undefined : Number(match[1]);
}

function suiteOf(output: string): Suite | undefined {
  const match = lastMatch(output, /^correctness suite: (\d+) of (\d+) passed$/gm);
  if (match === undefined) return undefined;
  const [passed, total] = [Number(match[1]), Number(match[2])];
  const failedTitles = [...output.matchAll(/^FAIL {2}(.*)$/gm)].map((line) => line[1] ?? '');
  return { passed, total, green: passed === total && output.startsWith('exit code 0'), failedTitles };
}

function claimOf(output: string): Evidence['claim'] {
  const accepted = !/refused/i.test(output) && /all passed|proven|complete/i.test(output);
  return { outcome: accepted ? 'accepted' : 'refused', text: output };
}

function codeStateOf(checkout: string | undefined, stock: string | undefined): CodeState | undefined {
  // The second change has two steps, and a lost worker may have come between them.
  if (checkout === 'lineTogether' && stock === 'rememberedStock') return 'halfBatched';
  if (checkout === 'oneByOne' || checkout === 'lineTogether') return checkout;
  if (checkout === 'batched' && (stock === 'rememberedStock' || stock === 'stockOfTheMoment')) return stock;
  return undefined;
}

function limitOf(request: ParsedRequest): number {
  const messages = request.transcript.flatMap((entry) =>
    entry.kind === 'message' && entry.role !== 'assistant' ? [entry.text] : [],
  );
  const match = lastMatch(
    [request.instructions, ...messages].join('\n'),
    /p95[^.]*? below (\d+(?:\.\d+)?) ms/g,
  );
  return match === undefined ? 120 : Number(match[1]);
}

/** Folds the answered calls of the transcript, oldest first. */
export function evidenceOf(request: ParsedRequest): Evidence {
  const p95History: number[] = [];
  let marks: { checkout?: string; stock?: string } = {};
  let current: { p95?: number; suite?: Suite; claim?: Evidence['claim']; lastChangeOutput?: string } = {};
  let measurements = 0;
  for (const call of request.transcript) {
    if (call.kind !== 'call' || call.output === undefined) continue;
    if (isChange(call)) {
      current = { lastChangeOutput: call.output };
      measurements = 0;
      if (!changeWorked(call)) marks = {};
    }
    if (call.name === 'read_file' || (isChange(call) && changeWorked(call))) {
      const source = sourceShownBy(call);
      const checkout = markOf(CHECKOUT_MARKS, source);
      const stock = markOf(STOCK_MARKS, source);
      marks = { ...marks, ...(checkout && { checkout }), ...(stock && { stock }) };
    }
    if (call.name === 'shell' && call.arguments.command === BENCHMARK) {
      measurements += 1;
      const p95 = p95Of(call.output);
      if (p95 !== undefined) {
        current.p95 = p95;
        p95History.push(p95);
      }
    }
    if (call.name === 'shell' && call.arguments.command === SUITE) {
      const suite = suiteOf(call.output);
      if (suite !== undefined) current.suite = suite;
    }
    if (call.name === 'update_goal') current.claim = claimOf(call.output);
  }
  const code = codeStateOf(marks.checkout, marks.stock);
  return {
    limitMs: limitOf(request),
    ...(code && { code }),
    p95History,
    measurements,
    ...definedOf(current),
  };
}

/** Drops absent fields, which the exact optional types of `Evidence` ask for. */
function definedOf<T extends object>(fields: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
