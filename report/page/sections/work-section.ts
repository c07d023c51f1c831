/** The work itself: the files that the goal was about, and what was changed as a diff. Pure. */
import type { Artifact, WorkPatch } from '../../../workflows/evidence/work-record.ts';
import { counted } from '../../../workflows/text/counted.ts';
import { lookedAt } from '../../build/changed-line.ts';
import type { Report } from '../../report.ts';
import type { Block, Section, Span } from '../page.ts';

export function workSection({ work, changedFiles }: Report): Section | undefined {
  if (work === null) return undefined;
  const { patch, artifacts } = work;
  if (patch.text === '' && patch.leftOutFiles === 0 && artifacts.length === 0) return undefined;
  const when = changedFiles === null ? '' : ` as it was when the service looked ${lookedAt(changedFiles)}`;
  return {
    id: 'work',
    title: 'The work',
    blocks: [
      {
        type: 'paragraph',
        text: { muted: `From the kept state of the workspace${when}. Nothing in it is the service's word.` },
      },
      ...artifacts.flatMap(artifactBlocks),
      ...patchBlocks(patch),
    ],
  };
}

function artifactBlocks({ path, sizeBytes, sha256, excerpt, isCut }: Artifact): Block[] {
  const size: Span = `, ${counted(sizeBytes, 'byte')}, SHA-256 `;
  const about = excerpt === undefined ? ', no text that is shown' : isCut ? ', its beginning' : '';
  return [
    { type: 'paragraph', text: [{ code: path }, size, { code: sha256.slice(0, 12) }, `${about}.`] },
    ...(excerpt === undefined || excerpt.trim() === ''
      ? []
      : [{ type: 'output' as const, text: excerpt.trimEnd() }]),
  ];
}

function patchBlocks({ text, cutFiles, leftOutFiles }: WorkPatch): Block[] {
  const notes = [
    ...(cutFiles.length === 0 ? [] : [`of ${cutFiles.join(', ')} only the beginning`]),
    ...(leftOutFiles === 0 ? [] : [`${counted(leftOutFiles, 'changed file')} left out`]),
  ];
  const cut: Block[] =
    notes.length === 0 ? [] : [{ type: 'paragraph', text: `The diff is cut: ${notes.join('; ')}.` }];
  if (text === '') return cut;
  return [
    {
      type: 'details',
      summary: 'What was changed since the accepted state, as a diff',
      blocks: [...cut, { type: 'output', text: text.trimEnd() }],
    },
  ];
}
