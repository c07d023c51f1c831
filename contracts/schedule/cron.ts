/**
 * Cron expressions as schedules take them: five fields (minute, hour, day of the month, month, day of the
 * week), each a list of values, ranges and steps. Temporal reads them alike, and wants a day to be right by
 * the month and by the week. Pure.
 */
interface CronField {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** The first one stands for `min`. */
  readonly names?: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const FIELDS: readonly CronField[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of the month', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12, names: MONTHS },
  { name: 'day of the week', min: 0, max: 7, names: DAYS },
];

/** Leap years count: 29 February comes now and then. */
const DAYS_OF_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const PART = /^(\*|[a-z]{3}|\d{1,2})(?:-([a-z]{3}|\d{1,2}))?(?:\/(\d{1,2}))?$/;

/** What is wrong with the expression, or `undefined`; one that no day fits is wrong as well. */
export function cronProblem(expression: string): string | undefined {
  const texts = expression.trim().split(/\s+/);
  if (texts.length !== FIELDS.length)
    return `must have five fields, minute hour day month weekday, such as "0 3 * * *"; it has ${texts[0] === '' ? 0 : texts.length}`;
  const values: number[][] = [];
  for (const [index, field] of FIELDS.entries()) {
    const read = valuesOf(texts[index] ?? '', field);
    if (typeof read === 'string') return read;
    values.push(read);
  }
  const [, , days = [], months = []] = values;
  const isEver = months.some((month) => days.some((day) => day <= (DAYS_OF_MONTHS[month - 1] ?? 0)));
  return isEver ? undefined : 'never comes: none of its months has such a day';
}

/** The values that a field stands for, or what is wrong with it. */
function valuesOf(text: string, field: CronField): number[] | string {
  const values: number[] = [];
  for (const part of text.toLowerCase().split(',')) {
    const read = rangeOf(part, field);
    if (typeof read === 'string') return read;
    for (let value = read.from; value <= read.to; value += read.step) values.push(value);
  }
  return values;
}

function rangeOf(part: string, field: CronField): { from: number; to: number; step: number } | string {
  const { name, min, max, names } = field;
  const [, first, last, every] = PART.exec(part) ?? [];
  const example = names === undefined ? '' : `, or a name such as ${names[1]}`;
  const wrong = `has the ${name} "${part}": it must be *, or numbers from ${min} to ${max}${example}, with - , and /`;
  if (first === undefined || (first === '*' && last !== undefined)) return wrong;
  const step = Number(every ?? 1);
  if (step === 0) return `has the ${name} "${part}": a step is at least 1`;
  if (first === '*') return { from: min, to: max, step };
  const from = numberOf(first, field);
  // A step after a single value goes on to the end.
  const to = last === undefined ? (every === undefined ? from : max) : numberOf(last, field);
  if (from === undefined || to === undefined) return wrong;
  if (from > to) return `has the ${name} "${part}": the range ends before it begins`;
  return { from, to, step };
}

function numberOf(text: string, { min, max, names }: CronField): number | undefined {
  if (/^\d+$/.test(text)) {
    const value = Number(text);
    return value >= min && value <= max ? value : undefined;
  }
  const place = names?.indexOf(text) ?? -1;
  return place < 0 ? undefined : place + min;
}
