/**
 * Writes the conformance list as Markdown: every item with the tests that show it, or with the reason why
 * none does. Pure.
 */
import { escapeMarkdown } from '../../workflows/text/escape-markdown.ts';
import type { Item, Section } from './item.ts';
import type { MarkedTitle } from './titles.ts';

/** `docs/conformance.md`, in full. */
export function render(sections: readonly Section[], titles: readonly MarkedTitle[]): string {
  const parts = sections.map(({ title, items }) =>
    [`## ${title}`, items.map((item) => itemText(item, titles)).join('\n')].join('\n\n'),
  );
  return `${[INTRODUCTION, summary(sections, titles), ...parts].join('\n\n')}\n`;
}

const INTRODUCTION = `# Conformance with Codex Goals

Goals were first seen in OpenAI Codex. This is what Codex does with them, item by item, in versions 0.128 to 0.147, as its
public tests and source show it, and what shows that Goalkeeper does the same. Where it does something else, the line
_here_ says so, and the tests show that instead.

| tag | seen in |
| --- | --- |
| A | all of these versions |
| C | 0.128 only |
| N | 0.133 to 0.147 only |
| X | none: a weakness of Codex, which Goalkeeper holds the other way round |

This page is generated. A test that shows an item says so at the end of its title, as \`[C4 C5]\`; the items are in
\`test/conformance/items/\`. \`UPDATE_CONFORMANCE=1 npm test -- test/conformance\` writes it anew, and \`npm run check\` fails
when it is not up to date, when an item has neither a test nor a reason, or when a test names an item that does not exist.`;

function summary(sections: readonly Section[], titles: readonly MarkedTitle[]): string {
  const items = sections.flatMap((section) => section.items);
  const shown = items.filter(({ number }) => shownBy(number, titles).length > 0).length;
  const excused = items.filter(({ reason }) => reason !== undefined).length;
  const open = items.length - shown - excused;
  const rest = open > 0 ? `, ${open} are not shown yet` : '';
  return `Of ${items.length} items, ${shown} are shown by tests, ${excused} have a reason why not${rest}.`;
}

const shownBy = (number: number, titles: readonly MarkedTitle[]): MarkedTitle[] =>
  titles.filter(({ numbers }) => numbers.includes(number));

function itemText({ number, tag, behaviour, note, reason }: Item, titles: readonly MarkedTitle[]): string {
  const tests = shownBy(number, titles).map(titleLine);
  return [
    `- **${number}** (${tag}) ${behaviour}`,
    ...(note === undefined ? [] : [`  - _here:_ ${note}`]),
    ...(reason === undefined ? [] : [`  - _no test:_ ${reason}`]),
    ...tests,
    ...(reason === undefined && tests.length === 0 ? ['  - **not shown yet**'] : []),
  ].join('\n');
}

/** `%s` and its like stand for the rows of a table. */
function titleLine({ file, title }: MarkedTitle): string {
  const name = file.replace(/^test\//, '').replace(/(\.server)?(\.test)?\.ts$/, '');
  return `  - [${name}](../${file}): ${escapeMarkdown(title.replaceAll(/%[a-z#]|\$\w+/g, '…'))}`;
}
