import assert from 'node:assert/strict';
import { test } from 'node:test';
import { render } from '../src/template.mjs';
import { CASES } from './cases.mjs';

for (const { name, template, values, wanted } of CASES)
  test(name, () => assert.equal(render(template, values), wanted));

test('a name that is not there', () => {
  assert.throws(() => render('{{ lost }}', {}), /lost/);
});
