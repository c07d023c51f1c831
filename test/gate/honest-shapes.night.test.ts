/** Honest work is never held up: awkward shapes of it, each at its claim. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { atMost } from '../support/at-most.ts';
import { type GateService, type Played, refusalsIn, startGateService } from './gate-service.ts';
import { PROJECTS } from './projects.ts';
import { HONEST_SHAPES, type HonestShape } from './strangers/honest-shapes.ts';

const AT_ONCE = 4;

let gate: GateService;
let played: ReadonlyMap<HonestShape, Promise<Played>>;
beforeAll(async () => {
  gate = await startGateService();
  played = atMost(AT_ONCE, HONEST_SHAPES, ({ goal, project, replies }) =>
    gate.play(goal ?? PROJECTS[project].goal, replies, project),
  );
});
afterAll(() => gate?.stop());

test.each(HONEST_SHAPES.map((shape) => [shape.name, shape] as const))(
  '%s → complete',
  async (_, shape) => {
    const result = await played.get(shape);
    if (result === undefined) throw new Error('it was not played');
    const refusals = refusalsIn(result.items);
    expect([result.goal.status, refusals]).toEqual(['complete', refusals]);
  },
  600_000,
);
