import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Clock } from '../src/clock.mjs';

const shown = (hours, minutes = 0) => String(new Clock(hours, minutes));

describe('a clock', () => {
  it('shows the time', () => {
    assert.equal(shown(8), '08:00');
    assert.equal(shown(11, 9), '11:09');
  });

  it('goes round', () => {
    assert.equal(shown(25), '01:00');
    assert.equal(shown(100), '04:00');
    assert.equal(shown(1, 160), '03:40');
  });

  it('goes back', () => assert.equal(shown(-1, 15), '23:15'));

  it('adds', () => {
    assert.equal(String(new Clock(10, 0).plus(61)), '11:01');
    assert.equal(String(new Clock(0, 3).plus(-4)), '23:59');
  });

  it('equals another one', () => {
    assert.ok(new Clock(15, 37).equals(new Clock(39, 37)));
    assert.equal(new Clock(15, 36).equals(new Clock(15, 37)), false);
  });
});
