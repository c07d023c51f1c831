/** How a command names a test: by a path, with a case behind it, or as a module of Python's. Pure. */

/** `./tests/test_a.py::TestA::test_b` → `tests/test_a.py`. */
export const namedPath = (word: string): string =>
  (word.split('::', 1)[0] ?? '').replace(/^\.\//, '').replace(/\/$/, '');

/** `tests/test_a.py` → `tests.test_a`; `undefined` for a file of another language. */
export const moduleOf = (path: string): string | undefined =>
  path.endsWith('.py') ? path.slice(0, -3).replaceAll('/', '.') : undefined;
