/** What was done: files that changed, claims of completion that were refused, experiments. Pure. */
import { counted } from '../../../workflows/text/counted.ts';
import { lookedAt } from '../../build/changed-line.ts';
import { namedFiles } from '../../build/left-out.ts';
import type { Report } from '../../report.ts';
import type { Experiment, RefusedAudit } from '../../reported-claims.ts';
import type { Block, Inline, Section, Tone } from '../page.ts';

/** More than this is folded away. */
const OPEN_ROWS = 12;

const KINDS: Readonly<Record<string, { readonly words: string; readonly tone: Tone }>> = {
  protected: { words: 'protected', tone: 'bad' },
  test: { words: 'test', tone: 'warn' },
  configuration: { words: 'configuration of a check', tone: 'warn' },
  declared: { words: 'declared as the work', tone: 'good' },
  other: { words: 'other', tone: 'calm' },
};

export function changesSection({ changedFiles, leftOut }: Report): Section {
  const section = { id: 'files', title: 'Files changed since the accepted state' };
  if (changedFiles === null)
    return {
      ...section,
      blocks: [{ type: 'paragraph', text: { muted: 'Not known: nobody has compared them.' } }],
    };
  const { count, files, asOf, isOutdated } = changedFiles;
  const rest = count - files.length;
  const named = rest > 0 ? ` ${rest} are not named here.` : '';
  const asOfLine: Inline = [
    count === 0 && isOutdated ? 'Looked at last ' : `${counted(count, 'file')}, looked at last `,
    `${lookedAt(changedFiles)}, `,
    { time: asOf },
    `.${named}`,
    ...(isOutdated
      ? [
          ' ',
          { mark: 'Tools have run since, and what they changed is not known here.', tone: 'warn' } as const,
        ]
      : []),
  ];
  const table: Block = {
    type: 'table',
    columns: [{ title: 'File' }, { title: 'Change' }, { title: 'Kind' }],
    rows: files.map(({ path, change, kind }) => {
      const { words = kind, tone = 'calm' } = KINDS[kind] ?? {};
      return [{ code: path }, change, { mark: words, tone }];
    }),
  };
  return {
    ...section,
    blocks: [
      { type: 'paragraph', text: asOfLine },
      ...(files.length === 0 ? [] : folded(table, files.length, 'file')),
      ...leftOutBlocks(leftOut),
    ],
  };
}

const MAX_LEFT_OUT = 20;

function leftOutBlocks(leftOut: readonly string[]): Block[] {
  if (leftOut.length === 0) return [];
  const more = leftOut.length > MAX_LEFT_OUT ? ` and ${leftOut.length - MAX_LEFT_OUT} more` : '';
  const text: Inline = [
    'Checks ran on the accepted state plus the declared work. Not in their copy: ',
    { code: leftOut.slice(0, MAX_LEFT_OUT).join(', ') },
    `${more}.`,
  ];
  return [{ type: 'paragraph', text }];
}

export function refusedSection({ refusedAudits: { total, shown } }: Report): Section | undefined {
  if (total === 0) return undefined;
  const more = total > shown.length ? [`The last ${shown.length} of ${total}. `] : [];
  return {
    id: 'refused',
    title: 'Claims of completion that were refused',
    blocks: [
      {
        type: 'paragraph',
        text: [...more, 'The model said it was done; the service checked, and it was not.'],
      },
      ...foldedBlocks(shown.toReversed().map(refusedEntry), 'earlier refusal'),
    ],
  };
}

const refusedEntry = ({ turn, at, reason, leftOut = [], failed, requirements }: RefusedAudit): Block => ({
  type: 'entry',
  title: [{ strong: `Turn ${turn}` }, ' ', { time: at }],
  tone: 'bad',
  facts: [
    { name: 'reason', value: reason },
    ...(leftOut.length === 0
      ? []
      : [{ name: "not in the checks' copy, since not declared", value: { code: namedFiles(leftOut) } }]),
    ...failed.filter((line) => line !== reason).map((line) => ({ name: 'failed', value: line })),
    ...requirements.map(({ requirement, ruling, why }) => ({
      name: `auditor: ${ruling}`,
      value: why === '' ? requirement : `${requirement}: ${why}`,
    })),
  ],
});

export function experimentsSection({ experiments: { total, shown } }: Report): Section | undefined {
  if (total === 0) return undefined;
  const more = total > shown.length ? `The last ${shown.length} of ${total}, newest first.` : 'Newest first.';
  return {
    id: 'experiments',
    title: 'Experiments',
    blocks: [
      { type: 'paragraph', text: { muted: `${more} As the model wrote them down.` } },
      ...foldedBlocks(shown.toReversed().map(experimentEntry), 'earlier experiment'),
    ],
  };
}

const experimentEntry = ({ turn, at, changed, observed, next }: Experiment): Block => ({
  type: 'entry',
  title: [{ strong: `Turn ${turn}` }, ' ', { time: at }],
  tone: 'calm',
  facts: [
    { name: 'changed', value: changed },
    { name: 'observed', value: observed },
    { name: 'next', value: next },
  ],
});

const folded = (block: Block, rows: number, what: string): Block[] =>
  rows <= OPEN_ROWS ? [block] : [{ type: 'details', summary: counted(rows, what), blocks: [block] }];

const OPEN_ENTRIES = 5;

/** The first few stay in sight. */
function foldedBlocks(blocks: readonly Block[], what: string): Block[] {
  const rest = blocks.slice(OPEN_ENTRIES);
  return rest.length === 0
    ? [...blocks]
    : [
        ...blocks.slice(0, OPEN_ENTRIES),
        { type: 'details', summary: counted(rest.length, what), blocks: rest },
      ];
}
