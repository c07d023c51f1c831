import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseGoalCommand } from '../../../server/commands/parse-goal-command.ts';

const commandOf = (text: string): unknown => {
  const parsed = parseGoalCommand(text);
  return parsed.ok ? parsed.command : parsed.code;
};

describe('parseGoalCommand', () => {
  test.each(['/goal', ' /goal \n', '/GOAL'])('%j → summary [C117]', (text) => {
    expect(commandOf(text)).toEqual({ command: 'summary' });
  });

  test.each([
    ['/goal pause', 'pause'],
    ['  /goal \t Pause\n', 'pause'],
    ['/Goal RESUME', 'resume'],
    ['/goal\nclear', 'clear'],
    ['/goal Accept', 'accept'],
    ['/goal refuse', 'refuse'],
    ['/goal Stands', 'stands'],
  ])('%j → the control word %s [C116]', (text, command) => {
    expect(commandOf(text)).toEqual({ command });
  });

  test.each([
    ['/goal pause the video when the user leaves', 'pause the video when the user leaves'],
    ['/goal "pause"', '"pause"'],
    ['/goal accept both formats', 'accept both formats'],
    ['/goal refused requests are logged', 'refused requests are logged'],
    ['/goal editor works', 'editor works'],
    ['/goal clear\nthe cache', 'clear\nthe cache'],
    [
      '/goal Make it fast:\n\n- p95 < 120 ms\n  - no cache\n',
      'Make it fast:\n\n- p95 < 120 ms\n  - no cache',
    ],
    ['/goal\u00a0make it so', 'make it so'],
  ])('%j → an objective, its lines kept [C116 C10]', (text, objective) => {
    expect(commandOf(text)).toEqual({ command: 'set', objective });
  });

  test.each(['/goal status', '/goal STATUS', '/goal show'])('%j → summary', (text) => {
    expect(commandOf(text)).toEqual({ command: 'summary' });
  });

  test.each(['/goal help', '/goal Help', '/goal ?'])('%j → help', (text) => {
    expect(commandOf(text)).toEqual({ command: 'help' });
  });

  test.each([
    ['/goal puase', 'pause'],
    ['/goal resmue', 'resume'],
    ['/goal claer', 'clear'],
    ['/goal stauts', 'status'],
    ['/goal pause.', 'pause'],
    ['/goal resume now', 'resume'],
    ['/goal Pause it, please!', 'pause'],
    ['/goal clear the goal', 'clear'],
    ['/goal acept', 'accept'],
    ['/goal hlep', 'help'],
    ['/goal edti', 'edit'],
  ])('%j → no objective: asks whether %s was meant', (text, word) => {
    const parsed = parseGoalCommand(text);
    expect(parsed).toMatchObject({ ok: false, code: 'unclearCommand' });
    expect(parsed.ok ? '' : parsed.detail).toContain(`Did you mean /goal ${word}?`);
  });

  test.each([
    '/goal clear the cache',
    '/goal pause works',
    '/goal Resume uploads',
    '/goal fix',
    '/goal status page is up',
  ])('%j → an objective: more than a courtesy follows, or no such word is near', (text) => {
    expect(commandOf(text)).toMatchObject({ command: 'set' });
  });

  test('/goal stands with text → the reason for the model; a word that only begins so → an objective', () => {
    expect(parseGoalCommand('/goal stands It is meant so.')).toEqual({
      ok: true,
      command: { command: 'stands', reason: 'It is meant so.' },
    });
    expect(parseGoalCommand('/goal standstill is avoided')).toMatchObject({ command: { command: 'set' } });
  });

  test('/goal refuse with text → the reason for the model', () => {
    const typed = '/goal  Refuse  The test was right.\nMend f. ';
    expect(commandOf(typed)).toEqual({ command: 'refuse', reason: 'The test was right.\nMend f.' });
  });

  test.each([
    ['/goal edit Make it faster', 'Make it faster'],
    ['/GOAL Edit\n first line\nsecond line ', 'first line\nsecond line'],
    ['/goal edit pause', 'pause'],
  ])('%j → an edit of the objective', (text, objective) => {
    expect(commandOf(text)).toEqual({ command: 'edit', objective });
  });

  test.each(['/goal edit', ' /goal EDIT \n'])('%j → help that says what is missing', (text) => {
    expect(parseGoalCommand(text)).toMatchObject({
      ok: false,
      code: 'incompleteCommand',
      detail: expect.stringContaining('/goal edit <objective>'),
    });
  });

  test.each(['/goals', '/goals pause', '/goal: make it so', '/goal-x', '/foo', '/', '//goal x', '/ goal x'])(
    '%j → unknown, with help; never an objective [C116]',
    (text) => {
      expect(parseGoalCommand(text)).toMatchObject({
        ok: false,
        code: 'unknownCommand',
        detail: expect.stringContaining('/goal <objective>'),
      });
    },
  );

  test.each(['goal pause', 'pause', 'Do /goal pause now', '', '\\goal', '\uff0fgoal x'])(
    '%j → no command: to be posted as a message [C116 C133]',
    (text) => {
      expect(parseGoalCommand(text)).toMatchObject({
        ok: false,
        code: 'notACommand',
        detail: expect.stringContaining('post it as a message'),
      });
    },
  );

  test('any text behind /goal and a space → exactly one reading, and an objective without space around it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (rest) => {
        const parsed = parseGoalCommand(`/goal ${rest}`);
        if (!parsed.ok) return expect(parsed.code).toBe('incompleteCommand');
        if (!('objective' in parsed.command)) return expect(rest.trim()).toMatch(/^(|pause|resume|clear)$/i);
        const { command, objective } = parsed.command;
        expect(objective).toBe(command === 'set' ? rest.trim() : rest.trim().slice('edit'.length).trim());
        return expect(objective).not.toBe('');
      }),
    );
  });
});
