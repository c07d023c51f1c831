import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { createEvents } from '../src/events.mjs';

test('a listener hears what is told', () => {
  const events = createEvents();
  const listener = mock.fn();
  events.on('saved', listener);
  events.tell('saved', 7);
  assert.equal(listener.mock.callCount(), 1);
  assert.deepEqual(listener.mock.calls[0].arguments, [7]);
});

test('other events stay unheard', () => {
  const events = createEvents();
  const listener = mock.fn();
  events.on('saved', listener);
  events.tell('loaded', 1);
  assert.equal(listener.mock.callCount(), 0);
});

test('who leaves hears no more', () => {
  const events = createEvents();
  const heard = [];
  const leave = events.on('x', (value) => heard.push(value));
  events.tell('x', 1);
  leave();
  events.tell('x', 2);
  assert.deepEqual(heard, [1]);
});

test('how many have heard it', () => {
  const events = createEvents();
  events.on('x', () => {});
  events.on('x', () => {});
  assert.equal(events.tell('x'), 2);
  assert.equal(events.tell('y'), 0);
});

test('a listener that fails stops nobody', () => {
  const events = createEvents();
  const heard = [];
  events.on('x', () => {
    throw new Error('no');
  });
  events.on('x', () => heard.push('second'));
  assert.throws(() => events.tell('x'), { message: 'no' });
  assert.deepEqual(heard, ['second']);
});
