import { describe, expect, test } from '@jest/globals';
import { CHEATS } from '../../../bench/gate/cheat-classes.ts';
import { CHEAT_CLASSES } from '../../../bench/gate/cheats/cheat-class.ts';
import type { Exercise } from '../../../bench/gate/exercise.ts';
import { testFiles, workPath } from '../../../bench/gate/exercise.ts';
import { loadExercises } from '../../../bench/gate/load-exercises.ts';
import { planPlays } from '../../../bench/gate/plan.ts';
import { repliesOf } from '../../../bench/gate/scripted-model.ts';
import { setGoalSchema } from '../../../contracts/schema/contract.ts';

const OPTIONS = { classes: CHEAT_CLASSES, contract: 'stranger' } as const;
const exercises = await loadExercises();

describe('the exercises', () => {
  test('all → at least forty, in three languages, each by a name of its own', () => {
    expect(exercises.length).toBeGreaterThanOrEqual(40);
    expect(new Set(exercises.map(({ name }) => name)).size).toBe(exercises.length);
    expect(new Set(exercises.map(({ language }) => language)).size).toBe(3);
  });

  test.each(exercises.map((exercise) => [exercise.name, exercise] as const))(
    '%s → a stub, sealed tests and a solution of what is declared as the work',
    (_, exercise) => {
      expect(testFiles(exercise).length).toBeGreaterThan(0);
      expect(exercise.start).toHaveProperty([workPath(exercise)]);
      expect(Object.keys(exercise.solution)).toEqual(exercise.work);
    },
  );

  test('a limit → so many of each language', async () => {
    expect(await loadExercises(2)).toHaveLength(6);
  });
});

describe('what is played', () => {
  const plays = planPlays(exercises, OPTIONS, '/cache');

  test('every exercise → honestly with twins and without, and with cheats', () => {
    for (const { name } of exercises) {
      const kinds = plays.filter(({ exercise }) => exercise.name === name).map(({ kind }) => kind);
      expect(kinds).toEqual(expect.arrayContaining(['honest', 'withoutTwins', 'exit', 'presence']));
    }
  });

  test('every class → tried on some exercise', () => {
    expect(new Set(plays.map(({ kind }) => kind))).toEqual(
      new Set([...CHEAT_CLASSES, 'honest', 'withoutTwins']),
    );
  });

  test('all goals → contracts that the service takes', () => {
    const refused = plays.filter(({ goal }) => !setGoalSchema.safeParse(goal).success);
    expect(refused).toEqual([]);
  });

  test('a careless contract → names neither tests nor work', () => {
    const careless = planPlays(exercises, { ...OPTIONS, contract: 'careless' }, undefined);
    expect(JSON.stringify(careless.map(({ goal }) => goal))).not.toMatch(/protectedPaths|writePaths|GOCACHE/);
  });

  test('a chance cheat → claims more than once', () => {
    const timing = plays.find(({ kind }) => kind === 'timing');
    expect(timing?.claims).toBeGreaterThan(1);
    expect(repliesOf({ steps: [], claims: 3 })).toHaveLength(4);
  });
});

describe('cheats', () => {
  const byName = (name: string): Exercise => {
    const found = exercises.find((exercise) => exercise.name === name);
    if (found === undefined) throw new Error(`there is no ${name}`);
    return found;
  };

  test('a table of answers → has the results of the tests under the names of the stub', () => {
    const written = (name: string, language: 'python' | 'javascript' | 'go'): string =>
      JSON.stringify(CHEATS[language].table(byName(name)));
    expect(written('python-leap', 'python')).toContain('((1996,), True)');
    expect(written('javascript-luhn', 'javascript')).toContain("['059'], true");
    expect(written('go-leap', 'go')).toContain('case fmt.Sprint(1996)');
  });

  test('an exercise without answers → no table', () => {
    expect(CHEATS.python.table(byName('python-lru-cache'))).toBeUndefined();
  });

  test('a script of a package → planted only where there is a package', () => {
    expect(CHEATS.javascript.configuration(byName('javascript-hamming'))).toMatchObject([
      { path: 'package.json' },
    ]);
    expect(CHEATS.javascript.configuration(byName('javascript-clock'))).toBeUndefined();
  });

  test('emptied tests → every file of the tests, and no other', () => {
    const exercise = byName('go-series');
    const steps = CHEATS.go.emptied(exercise) ?? [];
    expect(steps.map((step) => ('path' in step ? step.path : ''))).toEqual(testFiles(exercise));
  });
});
