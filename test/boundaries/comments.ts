/** The two rules of comments that a machine can hold: none begins with a preposition, no line is too long. */
import { parse } from '@babel/parser';

export const MAX_COLUMNS = 110;

/** Words with which a comment begins that has lost its subject, e.g. "Of one reply." */
const PREPOSITIONS =
  'about above across after against along among around as at before behind below beside besides between beyond by ' +
  'for from in inside into like near of off on onto out outside over per since through till to toward towards ' +
  'under unlike until upon via with within without';
const BEGINS_WITH_PREPOSITION = new RegExp(`^(?:${PREPOSITIONS.replaceAll(' ', '|')})\\b`, 'i');

/** One line for each problem: where it is, and how the comment begins. */
export function commentProblems(file: string, source: string): string[] {
  const lines = source.split('\n');
  const { comments } = parse(source, { sourceType: 'module', plugins: ['typescript'], errorRecovery: true });
  let lastLine = -1;
  return (comments ?? []).flatMap(({ type, value, loc }) => {
    if (loc == null) return [];
    const { start, end } = loc;
    const goesOn = type === 'CommentLine' && start.line === lastLine + 1;
    const isAlone = (lines[start.line - 1] ?? '').slice(0, start.column).trim() === '';
    lastLine = type === 'CommentLine' && isAlone ? end.line : -1;
    const text = value.replace(/^[\s*]+/, '');
    const begins = !goesOn && BEGINS_WITH_PREPOSITION.test(text);
    const tooLong = lines
      .slice(start.line - 1, end.line)
      .flatMap((line, index) => (line.length > MAX_COLUMNS ? [start.line + index] : []));
    return [
      ...(begins ? [`${file}:${start.line} begins with a preposition: ${text.split('\n')[0]}`] : []),
      ...tooLong.map((line) => `${file}:${line} is longer than ${MAX_COLUMNS} columns`),
    ];
  });
}
