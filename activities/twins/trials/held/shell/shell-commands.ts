/** Where the commands of a script of a shell stand, also inside of substitutions. Pure. */

export interface ShellCommand {
  /** Where it begins, with assignments and redirections before its name. */
  readonly start: number;
  /** Its name as it is written, quotes included. */
  readonly name: string;
  /** Where the name begins. */
  readonly at: number;
  readonly end: number;
}

const BEFORE_COMMAND = /^(?:if|then|elif|else|while|until|do|!|\{|time)$/;
const BEHIND_COMMAND = /^(?:fi|done|esac|\})$/;
const ASSIGNED = /^[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=/;
const META = /[\s;&|<>()]/;

class Unreadable extends Error {}

/** `undefined` where the script cannot be read. */
export function shellCommands(text: string): readonly ShellCommand[] | undefined {
  try {
    return new Reader(text).read();
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

class Reader {
  readonly #text: string;
  #at = 0;
  /** Ends of here-documents whose bodies begin on the next line. */
  #bodies: string[] = [];
  readonly #found: ShellCommand[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  read(): readonly ShellCommand[] {
    this.#commands('');
    return this.#found.toSorted((one, other) => one.at - other.at);
  }

  #commands(closing: '' | ')' | '`'): void {
    let isFirst = true;
    let start: number | undefined;
    let own: { -readonly [Key in keyof ShellCommand]: ShellCommand[Key] } | undefined;
    const end = (): void => {
      if (own !== undefined) this.#found.push({ ...own, end: this.#lastBefore(this.#at) });
      own = undefined;
      start = undefined;
      isFirst = true;
    };
    while (this.#at < this.#text.length) {
      const character = this.#text.charAt(this.#at);
      if (character === closing) {
        end();
        this.#at += 1;
        return;
      }
      if (character === '\n') {
        end();
        this.#at += 1;
        this.#skipBodies();
      } else if (this.#skipBlank()) continue;
      else if (/^;;|^;&/.test(this.#ahead(2))) {
        end();
        this.#at += /^;;&/.test(this.#ahead(3)) ? 3 : 2;
        this.#pattern();
      } else if (/^(?:[;|]|&(?!>))/.test(this.#ahead(2))) {
        end();
        this.#at += 1;
      } else if (/[<>&]/.test(character)) {
        if (isFirst) start ??= this.#at;
        this.#redirection();
      } else if (character === '(') {
        if (!isFirst) {
          // What stands before it is the name of a function.
          if (own === undefined || !/^\(\s*\)/.test(this.#ahead(9))) throw new Unreadable();
          own = undefined;
          this.#at = this.#text.indexOf(')', this.#at) + 1;
          end();
        } else if (this.#ahead(2) === '((') {
          this.#arithmetic();
          isFirst = false;
        } else {
          this.#at += 1;
          this.#commands(')');
          isFirst = false;
        }
      } else if (character === ')') throw new Unreadable();
      else {
        const at = this.#at;
        const name = this.#word(closing);
        if (!isFirst || (/^\d+$/.test(name) && /[<>]/.test(this.#ahead(1)))) continue;
        if (ASSIGNED.test(name)) {
          start ??= at;
          if (name.endsWith('=') && this.#ahead(1) === '(') this.#list();
        } else if (name === 'case') {
          this.#blanks();
          this.#word(closing);
          this.#blanks();
          if (this.#word(closing) !== 'in') throw new Unreadable();
          this.#pattern();
        } else if (name === 'function') {
          this.#blanks();
          this.#word(closing);
          const [behind = ''] = /^\s*\(\s*\)/.exec(this.#ahead(9)) ?? [];
          this.#at += behind.length;
        } else if (name === '[[') {
          this.#condition();
          isFirst = false;
        } else if (name === 'for' || name === 'select') {
          this.#blanks();
          if (this.#ahead(2) === '((') this.#arithmetic();
          isFirst = false;
        } else if (BEHIND_COMMAND.test(name)) isFirst = false;
        else if (!BEFORE_COMMAND.test(name)) {
          own = { start: start ?? at, name, at, end: this.#at };
          isFirst = false;
        }
      }
    }
    if (closing !== '') throw new Unreadable();
    end();
  }

  #ahead(length: number): string {
    return this.#text.slice(this.#at, this.#at + length);
  }

  #lastBefore(at: number): number {
    let last = at;
    while (/[ \t]/.test(this.#text.charAt(last - 1)) && this.#text.charAt(last - 2) !== '\\') last -= 1;
    return last;
  }

  /** A blank, a line that goes on, or a comment. */
  #skipBlank(): boolean {
    const [blank = ''] = /^(?:[ \t\r]|\\\n)+|^#[^\n]*/.exec(this.#text.slice(this.#at)) ?? [];
    this.#at += blank.length;
    return blank !== '';
  }

  #blanks(): void {
    while (this.#skipBlank() || this.#ahead(1) === '\n') if (this.#ahead(1) === '\n') this.#at += 1;
  }

  #redirection(): void {
    if (/^[<>]\(/.test(this.#ahead(2))) {
      this.#at += 2;
      this.#commands(')');
      return;
    }
    const [operator = ''] = /^(?:<<<|<<-?|&>>?|[<>]{1,2}[&|]?)/.exec(this.#ahead(3)) ?? [];
    if (operator === '') throw new Unreadable();
    this.#at += operator.length;
    this.#at += /^[ \t]*/.exec(this.#text.slice(this.#at))?.[0].length ?? 0;
    if (/^[<>]\($/.test(this.#ahead(2))) return;
    const target = this.#word('');
    if (/^<<-?$/.test(operator)) this.#bodies.push(target.replaceAll(/['"\\]/g, ''));
  }

  #skipBodies(): void {
    for (const word of this.#bodies) {
      const rest = this.#text.slice(this.#at).split('\n');
      const last = rest.findIndex((line) => line.replace(/^\t+/, '') === word);
      if (last < 0) throw new Unreadable();
      this.#at += rest.slice(0, last + 1).join('\n').length + 1;
    }
    this.#bodies = [];
  }

  /** What stands before the `)` of a case, unless all cases are over. */
  #pattern(): void {
    this.#blanks();
    if (/^esac\b/.test(this.#ahead(5))) return;
    if (this.#ahead(1) === '(') this.#at += 1;
    for (;;) {
      this.#blanks();
      const character = this.#ahead(1);
      if (character === '') throw new Unreadable();
      if (character === ')') break;
      if (character === '|') this.#at += 1;
      else if (META.test(character)) throw new Unreadable();
      else this.#word('');
    }
    this.#at += 1;
  }

  /** `( … )` behind `name=`. */
  #list(): void {
    this.#at += 1;
    for (;;) {
      this.#blanks();
      const character = this.#ahead(1);
      if (character === ')') break;
      if (character === '' || META.test(character)) throw new Unreadable();
      this.#word('');
    }
    this.#at += 1;
  }

  #condition(): void {
    for (;;) {
      this.#blanks();
      const character = this.#ahead(1);
      if (character === '') throw new Unreadable();
      if (META.test(character)) this.#at += 1;
      else if (this.#word('') === ']]') return;
    }
  }

  /** All between `((` and the `))` that belongs to it. */
  #arithmetic(): void {
    let depth = 0;
    for (; this.#at < this.#text.length; this.#at += 1) {
      const character = this.#ahead(1);
      if (character === '(') depth += 1;
      if (character === ')') depth -= 1;
      if (depth === 0) break;
    }
    if (depth > 0) throw new Unreadable();
    this.#at += 1;
  }

  #word(closing: '' | ')' | '`'): string {
    const start = this.#at;
    while (this.#at < this.#text.length) {
      const character = this.#text.charAt(this.#at);
      if (META.test(character) || (closing === '`' && character === '`')) break;
      if (character === '\\') this.#at += 2;
      else if (character === "'") this.#behind(/'/g, 1);
      else if (this.#ahead(2) === "$'") this.#behind(/(?<!\\)'/g, 2);
      else if (character === '"') this.#quotation();
      else this.#part();
    }
    if (this.#at === start) throw new Unreadable();
    return this.#text.slice(start, this.#at);
  }

  #quotation(): void {
    this.#at += 1;
    while (this.#ahead(1) !== '"') {
      if (this.#at >= this.#text.length) throw new Unreadable();
      if (this.#ahead(1) === '\\') this.#at += 2;
      else this.#part();
    }
    this.#at += 1;
  }

  /** One character of a word, or all that a shell puts in its place. */
  #part(): void {
    const two = this.#ahead(2);
    if (this.#ahead(3) === '$((') {
      this.#at += 1;
      this.#arithmetic();
    } else if (two === '$(') {
      this.#at += 2;
      this.#commands(')');
    } else if (two === '${') this.#expansion();
    else if (two.startsWith('`')) {
      this.#at += 1;
      this.#commands('`');
    } else this.#at += 1;
  }

  #expansion(): void {
    this.#at += 2;
    while (this.#ahead(1) !== '}') {
      if (this.#at >= this.#text.length) throw new Unreadable();
      if (this.#ahead(1) === '\\') this.#at += 2;
      else if (this.#ahead(1) === '"') this.#quotation();
      else this.#part();
    }
    this.#at += 1;
  }

  #behind(mark: RegExp, skipped: number): void {
    mark.lastIndex = this.#at + skipped;
    const found = mark.exec(this.#text);
    if (found === null) throw new Unreadable();
    this.#at = found.index + 1;
  }
}
