/** Goals for end-to-end tests, as REST bodies. */

/** Done when `done.txt` exists in the workspace. */
export const FILE_GOAL = {
  objective: 'Make the file done.txt',
  verification: { checks: [{ name: 'file', command: 'test -f done.txt' }] },
};
