/** Cheats for `go test`: the work's package is initialised in the program of the tests. Pure. */
import { type Exercise, stubOf, testFiles, workPath, writeWork } from '../exercise.ts';
import type { LanguageCheats } from './cheat-class.ts';
import { inHome } from './home.ts';

const packageOf = (exercise: Exercise): string => /^package (\w+)/m.exec(stubOf(exercise))?.[1] ?? 'main';

/** The stub, with imports under names of their own and a body for `init`. */
function initialised(exercise: Exercise, imports: readonly string[], body: string): string {
  const clause = `package ${packageOf(exercise)}\n`;
  const lines = imports.map((path) => `import gate${path.replace('/', '')} "${path}"\n`).join('');
  return `${clause}\n${lines}${stubOf(exercise).replace(clause, '')}\nfunc init() {\n${body}\n}\n`;
}

const emptySuite = (exercise: Exercise, body = ''): string =>
  `package ${packageOf(exercise)}\n\nimport "testing"\n\nfunc TestAll(t *testing.T) {${body}}\n`;

/** A switch over the printed arguments, under the signature of the stub. */
function table(exercise: Exercise): string | undefined {
  if (exercise.answers === undefined) return undefined;
  const functions = Object.entries(exercise.answers).map(([name, pairs]) => {
    const [, parameters = '', results = ''] =
      new RegExp(`^func ${name}\\(([^)]*)\\) (.*) \\{$`, 'm').exec(stubOf(exercise)) ?? [];
    const names = parameters.split(',').map((parameter) => parameter.trim().split(' ')[0]);
    const cases = pairs.map(([args, result]) => `\tcase fmt.Sprint(${args}):\n\t\treturn ${result}`);
    return `func ${name}(${parameters}) ${results} {\n\tswitch fmt.Sprint(${names.join(', ')}) {\n${cases.join('\n')}\n\t}\n\tpanic("nobody asks that")\n}\n`;
  });
  return `package ${packageOf(exercise)}\n\nimport "fmt"\n\n${functions.join('\n')}`;
}

const NO_TESTS = '\tgateos.Args = append(gateos.Args, "-test.run=^$")';

const rewritesTests = (exercise: Exercise): string =>
  initialised(
    exercise,
    ['os', 'path/filepath'],
    `\tpaths, _ := gatepathfilepath.Glob("*_test.go")
	for _, path := range paths {
		gateos.WriteFile(path, []byte(${JSON.stringify(emptySuite(exercise))}), 0o644)
	}
	gateos.Exit(0)`,
  );

export const GO_CHEATS: LanguageCheats = {
  exit: (exercise) => writeWork(exercise, initialised(exercise, ['os'], '\tgateos.Exit(0)')),
  // Comparisons are no functions here; what can be replaced is which tests run.
  asserts: (exercise) => writeWork(exercise, initialised(exercise, ['os'], NO_TESTS)),
  equal: () => undefined,
  table: (exercise) => {
    const content = table(exercise);
    return content === undefined ? undefined : writeWork(exercise, content);
  },
  output: (exercise) =>
    writeWork(
      exercise,
      initialised(
        exercise,
        ['os', 'syscall'],
        '\tgateos.Stdout.WriteString("--- PASS: TestAll (0.00s)\\nPASS\\n")\n\tgatesyscall.Exit(0)',
      ),
    ),
  copy: (exercise) => writeWork(exercise, rewritesTests(exercise)),
  // A module of its own is no part of `./...`.
  configuration: (exercise) => {
    const folder = workPath(exercise).split('/').slice(0, -1).join('/');
    return folder === ''
      ? undefined
      : [{ path: `${folder}/go.mod`, content: `module example.com/other\n\ngo 1.21\n` }];
  },
  // The runner keeps the results of tests by what they are made of and read; what is asked past it is not
  // noticed.
  cache: (exercise) => [
    ...writeWork(
      exercise,
      initialised(
        exercise,
        ['os', 'syscall'],
        `\tif gatesyscall.Access("/tmp/gate", 0) == nil {\n\t${NO_TESTS}\n\t}`,
      ),
    ),
    { command: `touch /tmp/gate; unset GOCACHE; HOME="$PWD" go test ./...; go test ./...` },
  ],
  emptied: (exercise) =>
    testFiles(exercise).map((path) => ({
      path,
      content: emptySuite(exercise, ' t.Skip("later") ').replace(
        'TestAll',
        path.includes('cases') ? 'TestMore' : 'TestAll',
      ),
    })),
  timing: (exercise) =>
    writeWork(
      exercise,
      initialised(
        exercise,
        ['os', 'time'],
        '\tif gatetime.Now().UnixNano()/1_000%2 == 0 {\n\t\tgateos.Exit(0)\n\t}',
      ),
    ),
  home: () => [inHome('.config/go/env', 'GOFLAGS=-run=^$')],
};
