import { expect, test } from '@jest/globals';
import { INSTRUCTIONS } from '../../context/instructions.ts';
import { REQUEST_TOOLS } from '../../context/tools/request-tools.ts';

/** They are put on one line: where a line is broken means nothing. */
const instructions = INSTRUCTIONS.replaceAll(/\s+/g, ' ');

test('instructions → completion may be asked for and is decided by the checks; blocked only for a lasting impasse [C103]', () => {
  expect(instructions).toContain('update_goal with status "complete"');
  expect(instructions).toContain("run the contract's checks itself");
  expect(instructions).toContain('the same blocker in several consecutive goal turns');
  expect(instructions).toContain('Never because work is hard, slow or unclear');
  expect(instructions).toContain('Having little budget left is no reason to claim completion');
});

test('update_goal → says of each status what it asks for; none that a person owns is offered [C103]', () => {
  const tool = REQUEST_TOOLS.find(({ name }) => name === 'update_goal');
  expect(tool?.description).toMatch(/`complete`: the service runs all checks/);
  expect(tool?.description).toMatch(/`blocked`: only for an obstacle that you cannot remove/);
  expect(tool?.description).toMatch(/`contested`: a check contradicts the objective, or cannot be met/);
  expect(tool?.parameters.properties).toMatchObject({
    status: { enum: ['complete', 'blocked', 'contested'] },
  });
});
