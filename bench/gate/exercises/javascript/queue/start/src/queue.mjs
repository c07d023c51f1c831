export class Queue {
  push() {
    throw new Error('not made yet');
  }
}
