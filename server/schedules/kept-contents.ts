/** Files that a patch of a schedule names by their digest, as GET shows them: their content stays. Pure. */
import type { SentFile } from '../../contracts/schema/hidden-files/sent-files.ts';
import { defined } from '../../objects/defined.ts';
import type { Check } from '../../workflows/contract/contract.ts';
import type { ScheduleTemplate } from './template.ts';

type Goal = ScheduleTemplate['goal'];

/** The goal that is sent, with the contents that the one before had. */
export function withKeptContents(goal: Goal, before: Goal): Goal {
  const kept = new Map(
    filesOf(before).flatMap(({ sha256, contentBase64 }) =>
      contentBase64 === undefined ? [] : [[sha256, contentBase64] as const],
    ),
  );
  const whole = (file: SentFile): SentFile => ({
    ...file,
    ...defined({ contentBase64: file.contentBase64 ?? kept.get(file.sha256) }),
  });
  const filled = (checks: readonly Check[]): Check[] =>
    checks.map((check) => (check.files === undefined ? check : { ...check, files: check.files.map(whole) }));
  const { verification, constraints } = goal;
  return {
    ...goal,
    verification: { ...verification, checks: filled(verification.checks) },
    constraints: { ...constraints, checks: filled(constraints.checks) },
  };
}

const filesOf = ({ verification, constraints }: Goal): readonly SentFile[] =>
  [...verification.checks, ...constraints.checks].flatMap(({ files = [] }: Check) => files);
