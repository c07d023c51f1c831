const DAY = 24 * 60;

export class Clock {
  #minutes;

  constructor(hours, minutes = 0) {
    this.#minutes = (((hours * 60 + minutes) % DAY) + DAY) % DAY;
  }

  plus(minutes) {
    return new Clock(0, this.#minutes + minutes);
  }

  equals(other) {
    return String(this) === String(other);
  }

  toString() {
    const two = (value) => String(value).padStart(2, '0');
    return `${two(Math.floor(this.#minutes / 60))}:${two(this.#minutes % 60)}`;
  }
}
