/** What tests are called, as path patterns. A table by hand, like that of runners, and the only one. Pure. */

/** What runners of a language take for tests by their names, unless they are told otherwise. */
export const TEST_NAMES = {
  javascript: ['**/*.test.*', '**/*.spec.*', '**/__tests__'],
  python: ['**/test_*.py', '**/*_test.py'],
  go: ['**/*_test.go'],
  java: ['**/*Test.java', '**/*Tests.java', '**/Test*.java'],
} as const;

/** Folders that say "test" in any project, whatever runs what is in them. */
export const TEST_FOLDERS = ['**/test', '**/tests', '**/__tests__', '**/spec'] as const;

/** Files that say so in any project. */
export const TEST_FILES = ['**/*.test.*', '**/*.spec.*', '**/test_*', '**/*_test.*'] as const;
