export const CASES = [
  { name: 'plain', template: 'Hello', values: {}, wanted: 'Hello' },
  { name: 'a name', template: 'Hello {{ name }}!', values: { name: 'Ada' }, wanted: 'Hello Ada!' },
  { name: 'twice', template: '{{a}}{{a}}', values: { a: 1 }, wanted: '11' },
  { name: 'a path', template: '{{ user.name }}', values: { user: { name: 'Alan' } }, wanted: 'Alan' },
  { name: 'an empty text', template: '[{{ x }}]', values: { x: '' }, wanted: '[]' },
];
