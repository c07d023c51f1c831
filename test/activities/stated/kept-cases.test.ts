import { describe, expect, test } from '@jest/globals';
import { keepsCases } from '../../../activities/stated/kept-cases.ts';

const PYTHON = `import unittest


def area(w, h):
    return w + h


class AreaTest(unittest.TestCase):
    def test_small(self):
        self.assertEqual(area(2, 3), 6)


if __name__ == "__main__":
    unittest.main()
`;
const PYTEST = 'def area(w, h):\n    return w + h\n\n\ndef test_small():\n    assert area(2, 3) == 6\n';
const DOCTEST = `def area(w, h):
    """The area.

    >>> area(2, 3)
    6
    """
    return w + h
`;
const RUST = `pub fn area(w: i64, h: i64) -> i64 {
    w + h
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small() {
        assert_eq!(area(2, 3), 6);
    }
}
`;
const VITEST = `export const area = (w, h) => w + h;

if (import.meta.vitest) {
  const { expect, test } = import.meta.vitest;
  test('small', () => {
    expect(area(2, 3)).toBe(6);
  });
}
`;
const RUST_EXAMPLE =
  '/// ```\n/// assert_eq!(crate::area(2, 3), 6);\n/// ```\npub fn area(w: i64, h: i64) -> i64 {\n    w + h\n}\n';
const ZIG =
  'fn area(w: i32, h: i32) i32 {\n    return w + h;\n}\n\ntest "small" {\n    try expect(area(2, 3) == 6);\n}\n';
const ALL = { PYTHON, PYTEST, DOCTEST, RUST, VITEST, RUST_EXAMPLE, ZIG };
type Named = keyof typeof ALL;
const NAMES = Object.keys(ALL) as Named[];

describe('keepsCases: tests inside of the file of the work', () => {
  test.each(NAMES)('%s: the work around them is repaired → kept', (name) => {
    expect(keepsCases(ALL[name], ALL[name].replace('w + h', 'w * h'), true)).toBe(true);
  });

  test.each(NAMES)('%s: an expectation is edited → not kept', (name) => {
    const edited = ALL[name].replace(/6(?=[);\n]|$)/m, '5');
    expect(edited).not.toBe(ALL[name]);
    expect(keepsCases(ALL[name], edited, true)).toBe(false);
  });

  test.each(NAMES)('%s: only the work is left → not kept', (name) => {
    expect(keepsCases(ALL[name], 'x\n', true)).toBe(false);
  });

  test('a case is added → kept', () => {
    expect(keepsCases(PYTEST, `${PYTEST}\n\ndef test_none():\n    assert area(0, 3) == 0\n`, true)).toBe(
      true,
    );
    const rust = RUST.replace(
      '    #[test]',
      '    #[test]\n    fn none() {\n        assert_eq!(area(0, 3), 0);\n    }\n\n    #[test]',
    );
    expect(keepsCases(RUST, rust, true)).toBe(true);
  });

  test.each<[string, string, string]>([
    ['the module is compiled no more', RUST, RUST.replace('cfg(test)', 'cfg(any())')],
    ['a test is ignored', RUST, RUST.replace('    #[test]', '    #[test]\n    #[ignore]')],
    [
      'the class stands in a long string',
      PYTHON,
      PYTHON.replace('class', '"""\nclass').replace('\n\nif', '"""\n\nif'),
    ],
    [
      'another class of that name follows',
      PYTHON,
      `${PYTHON}\n\nclass AreaTest(unittest.TestCase):\n    pass\n`,
    ],
    ['nothing runs them', PYTHON, PYTHON.replace('    unittest.main()', '    pass')],
    ['an example is skipped', DOCTEST, DOCTEST.replace('area(2, 3)\n', 'area(2, 3)  # doctest: +SKIP\n')],
  ])('%s → not kept', (_, was, is) => {
    expect(is).not.toBe(was);
    expect(keepsCases(was, is, true)).toBe(false);
  });

  test('examples that no check runs, and a file without tests → no cases to keep', () => {
    expect(keepsCases(DOCTEST, DOCTEST.replace('    6', '    5'), false)).toBe(true);
    expect(keepsCases('def area(w, h):\n    return w + h\n', 'x\n', true)).toBe(true);
    expect(keepsCases('class TestClient:\n    pass\n', 'x\n', true)).toBe(true);
  });

  test('a function that is handed more than a runner has → a case only where one looks for it', () => {
    const train = 'def train(rows):\n    return 0\n\n\ndef test(model, rows):\n    return 0\n';
    const step = 'class Net(Module):\n    def test_step(self, batch, index):\n        return 0\n';
    for (const was of [train, step]) {
      const is = was.replaceAll('return 0', 'return sum(rows)');
      expect(keepsCases(was, is, false, false)).toBe(true);
      expect(keepsCases(was, is, false, true)).toBe(false);
    }
    const handed = '@patch("src.clock")\ndef test_now(clock):\n    assert now() == clock\n';
    const fixture = 'def test_file(tmp_path):\n    assert save(tmp_path) == 6\n';
    for (const was of [PYTEST, PYTHON, handed, fixture])
      expect(keepsCases(was, was.replaceAll(/assert/g, '# assert'), false, false)).toBe(false);
  });
});
