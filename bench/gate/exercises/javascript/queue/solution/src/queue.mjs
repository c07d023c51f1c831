export class Queue {
  #entries = [];

  get size() {
    return this.#entries.length;
  }

  push(value, priority) {
    const found = this.#entries.findIndex((entry) => entry.priority < priority);
    this.#entries.splice(found < 0 ? this.#entries.length : found, 0, { value, priority });
  }

  pop() {
    return this.#entries.shift()?.value;
  }
}
