import assert from 'node:assert';
export default ({ mul }) => {
  assert.equal(mul(1, 2), 2);
  assert.equal(mul(2, 3), 6);
  assert.equal(mul(5, -2), -10);
  assert.equal(mul(7, 7), 49);
};
