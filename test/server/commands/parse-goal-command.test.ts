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
    ['/goal \u200bpause', 'pause'],
    ['/goal pause\u200b', 'pause'],
    ['/goal \uff50\uff41\uff55\uff53\uff45', 'pause'],
  ])('%j → the control word %s [C116]', (text, command) => {
    expect(commandOf(text)).toEqual({ command });
  });

  test.each([
    ['/goal pause the video when the user leaves', 'pause the video when the user leaves'],
    ['/goal "pause" is the label of the button', '"pause" is the label of the button'],
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
    ['/goal "pause"', 'pause'],
    ['/goal `pause`', 'pause'],
    ['/goal **Pause**', 'pause'],
    ['/goal \u201cpause\u201d', 'pause'],
    ['/goal /pause', 'pause'],
    ['/goal /goal pause', 'pause'],
    ['/goal --help', 'help'],
    ['/goal -h', 'help'],
    ['/goal --status', 'status'],
    ['/goal unpause', 'resume'],
    ['/goal stop', 'pause'],
    ['/goal stop it now', 'pause'],
    ['/goal cancel', 'clear'],
    ['/goal continue please', 'resume'],
    ['/goal start', 'resume'],
    ['/goal done', 'status'],
    ['/goal yes', 'accept'],
    ['/goal No!', 'refuse'],
    ['/goal set', '<objective>'],
    ['/goal please pause', 'pause'],
    ['/goal pls puase', 'pause'],
    ['/goal can you pause?', 'pause'],
    ['/goal ok, pause', 'pause'],
    ['/goal puase it please', 'pause'],
    ['/goal pasue now', 'pause'],
    ['/goal resum work', 'resume'],
    ['/goal refues it', 'refuse'],
    ['/goal refues the test was right', 'refuse'],
    ['/goal edti make x faster', 'edit'],
    ['/goal edit: make x faster', 'edit'],
    ['/goal refuse: the test was right', 'refuse'],
    ['/goal accept the claim', 'accept'],
    ['/goal pause until tomorrow', 'pause'],
    ['/goal pause for an hour', 'pause'],
    ['/goal resume at 6:30 am', 'resume'],
    ['/goal pause resume', 'pause'],
    ['/goal show me', 'show'],
    ['/goal what is the status?', 'status'],
    ["/goal how's it going?", 'status'],
    ['/goal is it done yet?', 'status'],
    ['/goal progress', 'status'],
    ['/goal stop working', 'pause'],
    ['/goal stop working on it', 'pause'],
    ['/goal hold on', 'pause'],
    ['/goal STOP STOP STOP', 'pause'],
    ['/goal stop the bot', 'pause'],
    ['/goal stopp', 'pause'],
    ['/goal exit', 'pause'],
    ['/goal pause after this turn', 'pause'],
    ['/goal pause when done', 'pause'],
    ['/goal pause goal thr_1', 'pause'],
    ['/goal pause reason: too expensive', 'pause'],
    ['/goal wrap up', 'pause'],
    ['/goal end it', 'pause'],
    ['/goal \u6682\u505c', 'pause'],
    ['/goal keep going', 'resume'],
    ['/goal please keep going', 'resume'],
    ['/goal carry on', 'resume'],
    ['/goal go on', 'resume'],
    ['/goal go ahead', 'resume'],
    ['/goal continue working', 'resume'],
    ['/goal retry', 'resume'],
    ['/goal try again', 'resume'],
    ['/goal unblock', 'resume'],
    ['/goal wake', 'resume'],
    ['/goal resume with more budget', 'resume'],
    ['/goal start over', 'resume'],
    ['/goal never mind', 'clear'],
    ['/goal forget it', 'clear'],
    ['/goal kill it', 'clear'],
    ['/goal abort mission', 'clear'],
    ['/goal check now', 'status'],
    ['/goal run the checks', 'status'],
    ['/goal are we there yet?', 'status'],
    ['/goal is it working?', 'status'],
    ['/goal did it finish?', 'status'],
    ['/goal did it finish', 'status'],
    ['/goal are you stuck?', 'status'],
    ['/goal why is it blocked?', 'status'],
    ['/goal when will it be done?', 'status'],
    ["/goal what's left to do?", 'status'],
    ['/goal how much did it cost?', 'status'],
    ['/goal how do I pause', 'help'],
    ['/goal looks good', 'accept'],
    ['/goal lgtm', 'accept'],
    ['/goal accept: fine', 'accept'],
    ['/goal accept because fine', 'accept'],
    ['/goal answer: yes', 'accept'],
    ['/goal reject because tests were weakened', 'refuse'],
    ['/goal no, the tests are weakened', 'refuse'],
    ['/goal the check stands', 'stands'],
  ])('%j → no objective: asks whether %s was meant', (text, word) => {
    const parsed = parseGoalCommand(text);
    expect(parsed).toMatchObject({ ok: false, code: 'unclearCommand' });
    expect(parsed.ok ? '' : parsed.detail).toContain(`Did you mean /goal ${word}?`);
  });

  test.each([
    '.',
    '...',
    '??',
    '"',
    '1',
    'p',
    '\u{1f44d}',
    'please',
    'now',
    'thanks',
    '1 2 3',
    'hello',
    'hi',
    'test',
    'on',
    'off',
    'budget 5000',
    'raise budget',
    'Why does the login fail?',
  ])('/goal %s → no objective: it names nothing', (rest) => {
    const parsed = parseGoalCommand(`/goal ${rest}`);
    expect(parsed).toMatchObject({ ok: false, code: 'unclearCommand' });
    expect(parsed.ok ? '' : parsed.detail).toMatch(/^That names neither a command/);
  });

  test.each([
    'pause the video at 3 s and go on when it is clicked',
    'stop the server from leaking memory',
    'Stop words are removed',
    'start the app in under 2 s',
    'continue the migration to version 2',
    'cancel button works',
    'reset password mail is sent',
    'delete old logs after 30 days',
    'yes/no prompts take both letters',
    'no warnings in the build',
    'ok is printed at the end',
    'list users by name',
    'progress bar reaches 100 %',
    'what-if analysis prints a table',
    'How-to page is written',
    'Why does the login fail? Find it and mend it',
    'is_prime(n) is right up to 10^6',
    'create a CLI',
    'set up CI',
    'new users get a mail',
    'edits are saved',
    'edition 2 is printed',
    'exit code is 0 on success',
    'audit the code',
    'help text lists all flags',
    'show the total below the table',
    'info page loads',
    '/login answers 200',
    '--verbose prints timings',
    'please fix the tests',
    'can you clear the cache on logout',
    'pause/resume buttons work',
    'go test ./... passes',
    'run the tests until they pass',
    '1. Mend a\n2. Mend b',
    'refactor',
    'all tests pass',
    'now playing shows the title',
    'accept: both formats are read',
    '"stop" is a button',
    '**Pause** stands in bold type',
    'resume.pdf is made from resume.md',
    'it works on the first day',
    'puase is spelled right in all texts',
    'fix the flaky test',
    'stop the server from leaking',
    'keep going back to the list after a save',
    'carry on button is green',
    'check the links of all pages',
    'retry failed uploads three times',
    'hold on to the last ten lines',
    'kill zombie processes at start',
    'try again button works',
    'budget page shows 5000',
    'raise the test coverage to 90 %',
    'test the parser',
    'test the model',
    'hello world is printed',
    'looks good on a phone of 320 px',
    'run the checks of the linter in CI',
    'How it works: a page is written',
    'is it working? If not, mend the start',
    'do it yourself kits are listed',
    'accept all formats',
    'wake the screen on a tap',
    'forget it token after logout',
    'on logout the cache is emptied',
    'can you fix the login?',
    'end it with a newline: every file',
    'start over button clears the form',
    'pause when done reading the file',
    'exit 1 on a wrong flag',
  ])('/goal %s → an objective, as it was written', (rest) => {
    expect(commandOf(`/goal ${rest}`)).toEqual({ command: 'set', objective: rest });
  });

  test('a word that steers, and any words of which one is ordinary → an objective', () => {
    const steering = fc.constantFrom(
      'pause',
      'resume',
      'clear',
      'accept',
      'stop',
      'continue',
      'cancel',
      'reset',
    );
    const ordinary = fc.constantFrom(
      'parser',
      'video',
      'login',
      'cache',
      'button',
      'works',
      'report.csv',
      'users',
    );
    const any = fc.constantFrom('the', 'it', 'now', 'at', '3', 'all', 'on', 'please', 'for');
    fc.assert(
      fc.property(steering, fc.array(any), ordinary, fc.array(any), (word, before, one, after) => {
        const objective = [word, ...before, one, ...after].join(' ');
        expect(commandOf(`/goal ${objective}`)).toEqual({ command: 'set', objective });
      }),
    );
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
        if (!parsed.ok) return expect(['incompleteCommand', 'unclearCommand']).toContain(parsed.code);
        if (!('objective' in parsed.command)) return expect(rest.trim()).toMatch(/^(|pause|resume|clear)$/i);
        const { command, objective } = parsed.command;
        expect(objective).toBe(command === 'set' ? rest.trim() : rest.trim().slice('edit'.length).trim());
        return expect(objective).not.toBe('');
      }),
    );
  });
});
