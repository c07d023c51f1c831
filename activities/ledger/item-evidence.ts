/** What an item of the record is as evidence. Pure: by kind and tool it is known who produced it. */

import type { ModelReply } from '../../context/transcript/model-reply.ts';
import type { ToolResultBody, UserMessageBody } from '../../context/transcript/transcript.ts';
import type { Item } from '../../journal/journal.ts';
import type { Evidence } from '../../workflows/evidence/ledger.ts';
import { countOf } from '../../workflows/text/count-of.ts';
import type { ChecksBody } from '../checks/checks-body.ts';
import type { FunctionCall } from '../memory/find-call.ts';
import { readOutcome } from '../sandbox/command-outcome.ts';
import { found, type ResolvedEvidence, refusedEvidence } from './evidence.ts';

/** `call`: the one that the item is the result of. */
export function itemEvidence(item: Item, call: FunctionCall | undefined): ResolvedEvidence {
  const ref = { kind: 'item', seq: item.seq } as const;
  switch (item.kind) {
    case 'userMessage': {
      const { content } = JSON.parse(item.body) as UserMessageBody;
      return found({ ref, source: 'user', summary: `the user wrote: ${content}` });
    }
    case 'modelReply':
      return found({ ref, source: 'model', summary: `the model wrote: ${textIn(item)}` });
    case 'event':
      return isChecks(item)
        ? checksEvidence(ref, item)
        : refusedEvidence('it is an event of the service, not a result');
    case 'compaction':
      return refusedEvidence('it is a summary of what was said, not a result');
    case 'toolResult':
      return isChecks(item) ? checksEvidence(ref, item) : resultEvidence(ref, item, call);
  }
}

/** The item holds results of the service's own checks. */
export const isChecks = ({ body }: Item): boolean =>
  (JSON.parse(body) as Partial<ChecksBody>).type === 'checksRan';

/** Passed as a whole only when the service found it proven: checks that pass on files which were tampered with show nothing. */
function checksEvidence(ref: Evidence['ref'], { body }: Item): ResolvedEvidence {
  const { outcomes, proven, reason } = (JSON.parse(body) as ChecksBody).verdict;
  const count = `${outcomes.filter(({ passed }) => passed).length} of ${outcomes.length} checks passed`;
  const summary = proven || reason === undefined ? count : `${count}; refused: ${reason}`;
  return found({ ref, source: 'service', summary, passed: proven });
}

function resultEvidence(
  ref: Evidence['ref'],
  { body }: Item,
  call: FunctionCall | undefined,
): ResolvedEvidence {
  const { name, ok, output } = JSON.parse(body) as ToolResultBody;
  if (name === 'shell') {
    const outcome = readOutcome(output);
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
 * On one line, in which a line break shows as `\n`: commands one under the other must not read as one. A long one is shown by both
 * ends, since what ends it may undo what begins it (`; true`).
 */
function shortened(text: string): string {
  const characters = [...text.trim().replace(/\s*[\r\n]+\s*/g, ' \\n ')];
  if (characters.length <= MAX_ARGUMENT_CHARACTERS) return characters.join('');
  const [head, tail] = [characters.slice(0, END_CHARACTERS), characters.slice(-END_CHARACTERS)];
  const left = characters.length - head.length - tail.length;
  return `${head.join('')} [... ${countOf(left, 'character')} ...] ${tail.join('')}`;
}

function textIn({ body }: Item): string {
  const { output } = JSON.parse(body) as ModelReply;
  return output.map((part) => (part.type === 'message' ? part.text : '')).join(' ');
}
