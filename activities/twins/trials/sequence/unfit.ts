/**
 * Twins that fail before any test runs: their text does not compile, or is refused by a formatter or a
 * linter. They show nothing of the work.
 */
import type { RunOnAccepted } from '../accepted-run.ts';
import type { TestFile, TwinCopy } from '../find-twins.ts';
import { endingText } from '../harmless-texts.ts';

export type IsUnfit = (twin: TwinCopy) => Promise<boolean>;

/**
 * Shown on the accepted state, where nothing of the model's runs: where tests end well as soon as they are
 * loaded, the check passes with them as they were accepted, and fails with the twin's.
 */
export function unfitness(files: readonly TestFile[], onAccepted: RunOnAccepted | undefined): IsUnfit {
  let own: Promise<boolean> | undefined;
  return async ({ changes }) => {
    const changed = files.filter(({ path }) => changes.some((change) => change.path === path));
    const ended = endedTexts(changed);
    const twins = endedTexts(changes);
    if (onAccepted === undefined || ended === undefined || twins === undefined) return false;
    const others = endedTexts(files.filter((file) => !changed.includes(file))) ?? [];
    own ??= onAccepted({ changes: [...others, ...ended] }).then(({ passed }) => passed);
    return (await own) && !(await onAccepted({ changes: [...others, ...twins] })).passed;
  };
}

/** `undefined` unless each of them can be made to end. */
function endedTexts(files: readonly TestFile[]): TestFile[] | undefined {
  const texts = files.flatMap((file) => {
    const text = endingText(file);
    return text === undefined ? [] : [{ path: file.path, text }];
  });
  return texts.length === files.length ? texts : undefined;
}
