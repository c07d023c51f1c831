/** What an item of the record is as evidence. Pure: by kind and tool it is known who produced it. */

import type { ChecksBody } from '../../journal/bodies/checks.ts';
import type { ModelReplyBody } from '../../journal/bodies/model-reply.ts';
import { bodyAs, readBody } from '../../journal/bodies/read-body.ts';
import type { ToolResultBody } from '../../journal/bodies/tool-result.ts';
import type { Item } from '../../journal/journal.ts';
import type { Evidence } from '../../workflows/evidence/ledger.ts';
import { countOf } from '../../workflows/text/count-of.ts';
import type { FunctionCall } from '../memory/find-call.ts';
import { type CommandOutcome, readOutcome } from '../sandbox/command-outcome.ts';
import { found, type ResolvedEvidence, refusedEvidence } from './evidence.ts';

/** `call`: the one that the item is the result of. */
export function itemEvidence(item: Item, call: FunctionCall | undefined): ResolvedEvidence {
  const ref = { kind: 'item', seq: item.seq } as const;
  const { kind, body } = readBody(item);
  switch (kind) {
    case 'userMessage':
      return found({ ref, source: 'user', summary: `the user wrote: ${body.content}` });
    case 'modelReply':
      return found({ ref, source: 'model', summary: `the model wrote: ${textIn(body)}` });
    case 'event':
      return refusedEvidence('it is an event of the service, not a result');
    case 'compaction':
      return refusedEvidence('it is a summary of what was said, not a result');
    case 'checks':
    case 'audit':
      return checksEvidence(ref, body);
    case 'toolResult':
      return resultEvidence(ref, body, call);
    case 'unreadable':
      return refusedEvidence('it cannot be read');
  }
}

/** The item holds results of the service's own checks. */
export const holdsChecks = (item: Item): boolean => bodyAs(item, 'checks', 'audit') !== undefined;

/**
 * Passed as a whole only when the service found it proven: checks that pass on files which were tampered with
 * show nothing.
 */
function checksEvidence(ref: Evidence['ref'], { verdict }: ChecksBody): ResolvedEvidence {
  const { outcomes, proven, reason } = verdict;
  const count = `${outcomes.filter(({ passed }) => passed).length} of ${outcomes.length} checks passed`;
  const summary = proven || reason === undefined ? count : `${count}; refused: ${reason}`;
  return found({ ref, source: 'service', summary, passed: proven });
}

function resultEvidence(
  ref: Evidence['ref'],
  result: ToolResultBody,
  call: FunctionCall | undefined,
): ResolvedEvidence {
  const { name, ok } = result;
  if (name === 'shell') {
    const outcome = outcomeOf(result);
    if (outcome === undefined)
      return refusedEvidence('its command was not run, or nobody knows how it ended');
    const summary = `shell ${argumentOf(call, 'command')}: ${outcome.line}`;
    return found({ ref, source: 'command', summary, passed: ok && outcome.exitCode === 0 });
  }
  if (!ok) return refusedEvidence(`its call of ${name} failed`);
  if (name === 'read_file')
    return found({ ref, source: 'file', summary: `read_file ${argumentOf(call, 'path')}` });
  // What write_file and apply_patch leave is what the model wrote; of any other tool nothing better is known.
  return found({ ref, source: 'model', summary: `${name} ${argumentOf(call, 'path')}`.trim() });
}

/** The service's own account of it stands in the first line of the answer, for people. */
function outcomeOf({ endedBy, exitCode = null, output }: ToolResultBody): CommandOutcome | undefined {
  if (endedBy === undefined) return readOutcome(output);
  return { exitCode, line: output.split('\n', 1)[0] ?? '' };
}

/** An argument of the call as text for people. */
function argumentOf(call: FunctionCall | undefined, field: string): string {
  if (call === undefined) return '';
  try {
    const value = (JSON.parse(call.arguments) as Record<string, unknown>)[field];
    return typeof value === 'string' ? shortened(value) : '';
  } catch {
    return '';
  }
}

/** Leaves room for how the command ended, also where a request shows the summary in fewer characters. */
const MAX_ARGUMENT_CHARACTERS = 120;
const END_CHARACTERS = 42;

/**
 * The text is put on one line, in which a line break shows as `\n`: commands one under the other must not
 * read as one. A long one is shown by both ends, since what ends it may undo what begins it (`; true`).
 */
function shortened(text: string): string {
  const characters = [...text.trim().replace(/\s*[\r\n]+\s*/g, ' \\n ')];
  if (characters.length <= MAX_ARGUMENT_CHARACTERS) return characters.join('');
  const [head, tail] = [characters.slice(0, END_CHARACTERS), characters.slice(-END_CHARACTERS)];
  const left = characters.length - head.length - tail.length;
  return `${head.join('')} [... ${countOf(left, 'character')} ...] ${tail.join('')}`;
}

const textIn = ({ output }: ModelReplyBody): string =>
  output.map((part) => (part.type === 'message' ? part.text : '')).join(' ');
