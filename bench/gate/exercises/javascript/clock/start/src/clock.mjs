export class Clock {
  constructor() {
    throw new Error('not made yet');
  }
}
