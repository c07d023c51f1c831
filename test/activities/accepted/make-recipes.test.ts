import { describe, expect, test } from '@jest/globals';
import { makeRecipes } from '../../../activities/accepted/make-recipes.ts';

const MAKEFILE = `PYTHON := python3
.PHONY: all check lint
all: build ; echo all
build:
\t@$(PYTHON) build.py
check: lint unit
\techo "$$HOME" \\
\t  done
lint:
\t-./lint.sh
\t@+sh scripts/lint.sh
unit:
\t\${PYTHON} run.py
unused:
\trm -r src
`;

describe('makeRecipes', () => {
  test.each<[readonly string[], readonly string[]]>([
    [[], ['echo all', 'python3 build.py']],
    [['build'], ['python3 build.py']],
    [['check'], ['echo "$HOME"  \t  done', 'sh scripts/lint.sh', 'python3 run.py']],
    [['unknown'], []],
  ])('%j → the lines of it and of what it needs, without those that may fail', (goals, lines) => {
    expect(makeRecipes(MAKEFILE.replaceAll('\\${', '${'), goals)).toEqual(lines);
  });

  test('targets that need one another → each once', () => {
    expect(makeRecipes('a: b\n\techo a\nb: a\n\techo b\n', ['a'])).toEqual(['echo a', 'echo b']);
  });
});
