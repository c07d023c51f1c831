import { expect, test } from '@jest/globals';
import { compareVersions, proveProgram } from '../../../embedded/binaries/prove-program.ts';

test.each([
  ['1.5.0', '1.5.0', 0],
  ['1.10.0', '1.9.9', 1],
  ['0.8', '0.8.0', 0],
  ['0.7.99', '0.8.0', -1],
])('compareVersions: %s and %s → sign %i', (a, b, sign) => {
  expect(Math.sign(compareVersions(a, b))).toBe(sign);
});

test('proveProgram: the output says another program → refused with what it printed', async () => {
  const outcome = await proveProgram('/bin/sh', { args: ['-c', 'echo tempo 3'], output: /temporal/ }, {});
  expect(outcome).toEqual({ ok: false, reason: '/bin/sh does not run: tempo 3' });
});

test('proveProgram: fails after the expected words → accepted, since it ran', async () => {
  const outcome = await proveProgram(
    '/bin/sh',
    { args: ['-c', 'echo testserver >&2; exit 1'], output: /testserver/ },
    {},
  );
  expect(outcome).toEqual({ ok: true, path: '/bin/sh' });
});

test('proveProgram: no such file → refused', async () => {
  const outcome = await proveProgram('/no/such/program', { args: [], output: /x/ }, {});
  expect(outcome).toMatchObject({ ok: false, reason: 'there is no /no/such/program' });
});
