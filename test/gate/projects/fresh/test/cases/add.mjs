import assert from 'node:assert';
export default ({ add }) => {
  assert.equal(add(1, 2), 3);
  assert.equal(add(2, 2), 4);
  assert.equal(add(5, -2), 3);
};
