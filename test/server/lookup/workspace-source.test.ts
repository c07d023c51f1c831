import { expect, test } from '@jest/globals';
import { PLAINLY } from '../../../server/http/validate.ts';
import { workspaceField } from '../../../server/lookup/workspace-source.ts';

const said = (git: object) =>
  workspaceField.safeParse({ git: { url: 'https://h.example/r', ...git } }, PLAINLY).error?.issues[0]
    ?.message;

test('workspaceField: a branch, a tag or a commit by its own name → `ref` is named', () => {
  for (const key of ['branch', 'tag', 'commit'])
    expect(said({ [key]: 'main' })).toContain(`did you mean "ref" in place of "${key}"?`);
  expect(said({ subdirectry: 'a' })).toContain('"subdirectory" in place of');
  expect(said({ ref: 'main' })).toBeUndefined();
});
