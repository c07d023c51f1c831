import { describe, expect, test } from '@jest/globals';
import { parseArguments } from '../../../activities/tools/registry.ts';

const parse = (args: object) => parseArguments('wait', JSON.stringify(args));

describe('wait', () => {
  test.each<[string, object, object]>([
    ['a time', { seconds: 90 }, { for: 'wait', seconds: 90 }],
    [
      'a time, and null for the rest',
      { seconds: 90, event: null, reason: null },
      { for: 'wait', seconds: 90 },
    ],
    [
      'a time and an event',
      { seconds: 28_800, event: ' deploy-done ', reason: 'the deployment' },
      { for: 'wait', seconds: 28_800, event: 'deploy-done' },
    ],
    ['parts of a second', { seconds: 90.6 }, { for: 'wait', seconds: 91 }],
    ['thirty days', { seconds: 2_592_000 }, { for: 'wait', seconds: 2_592_000 }],
  ])('%s → asked of the workflow, in whole seconds', (_, args, asks) => {
    const call = parse(args);
    expect(call).toMatchObject({ ok: true, readOnly: false, isWork: false });
    expect(call.ok && call.asks).toEqual(asks);
  });

  test.each<[string, object, RegExp]>([
    ['less than a minute', { seconds: 59 }, /seconds: .*60/],
    ['more than thirty days', { seconds: 2_592_001 }, /seconds: .*2592000/],
    ['a time as text', { seconds: '90' }, /seconds: .*number/],
    ['no time', { event: 'deploy' }, /seconds/],
    ['an event without a name', { seconds: 60, event: ' ' }, /event/],
    ['an event with a long name', { seconds: 60, event: 'x'.repeat(101) }, /event: .*100/],
    ['a long reason', { seconds: 60, reason: 'x'.repeat(501) }, /reason: .*500/],
    [
      'an unknown field',
      { seconds: 60, until: 'tomorrow' },
      /until.*Its arguments are: seconds, event, reason/,
    ],
  ])('%s → refused by name, and nothing is asked', (_, args, problem) => {
    const call = parse(args);
    expect(call).toMatchObject({ ok: false, problem: expect.stringMatching(problem) });
    expect(call).not.toHaveProperty('asks');
  });
});
