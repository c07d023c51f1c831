/** Where the cases of a test file begin, each under the name by which its expectations are known. Pure. */
import { isFunction, parsedTest, rangeOf, walk } from '../../javascript/syntax.ts';
import { placeOf, testCallOf } from '../../javascript/test-cases.ts';
import { languageOf } from '../../languages.ts';
import { type CaseForm, type CasePlace, caseForm } from '../../runners/case-forms.ts';
import type { TestFile } from '../find-twins.ts';

export interface CaseSpot {
  readonly path: string;
  readonly testCase: string;
  /** Its first statement stands there. */
  readonly at: number;
  readonly place: CasePlace;
  readonly form: CaseForm;
  /** Nothing around it may keep it from being a case. */
  readonly isPlain: boolean;
}

export function caseSpots(file: TestFile): CaseSpot[] {
  const form = caseForm(file.path);
  if (form === undefined) return [];
  return languageOf(file.path) === 'javascript' ? inJavascript(file, form) : byLines(file, form);
}

function byLines({ path, text }: TestFile, form: CaseForm): CaseSpot[] {
  return [...text.matchAll(form.begins)].map((found): CaseSpot => {
    const { name = '', indent = '' } = found.groups ?? {};
    const heads = headsAbove(text.slice(0, found.index), found[0]);
    const owner = heads.map((line) => /^\s*class\s+(\w+)/.exec(line)?.[1]);
    return {
      path,
      testCase: [...owner, name].filter((word) => word !== undefined).join('.'),
      at: found.index + found[0].length,
      place: { name, indent, isBlock: true },
      form,
      isPlain: !owner.includes(undefined),
    };
  });
}

/** Lines that stand less deep than the case, outermost first: `class ATest:`, `if fast:`. */
function headsAbove(before: string, begins: string): string[] {
  const heads: string[] = [];
  let depth = /^[ \t]*/.exec(begins)?.[0].length ?? 0;
  for (const line of before.split('\n').reverse()) {
    const own = line.search(/\S/);
    if (own < 0 || own >= depth) continue;
    heads.unshift(line);
    depth = own;
  }
  return heads;
}

const AROUND =
  /^(?:If|For|ForOf|ForIn|While|DoWhile|Switch|Try)Statement$|^(?:Conditional|Logical)Expression$/;

function inJavascript({ path, text }: TestFile, form: CaseForm): CaseSpot[] {
  const spots: CaseSpot[] = [];
  const file = parsedTest(path, text);
  if (file === undefined) return spots;
  walk(file, (node, ancestors) => {
    const call = testCallOf(node);
    if (call === undefined || call.isSuite) return;
    const own = call.node.arguments.find((each) => isFunction(each));
    const name = placeOf([...ancestors, node])?.testCase ?? null;
    if (name === null || own === undefined || !('body' in own)) return;
    const { body } = own;
    if (Array.isArray(body) || typeof body !== 'object' || body === null) return;
    const isBlock = body.type === 'BlockStatement';
    spots.push({
      path,
      testCase: name,
      at: rangeOf(body).start + (isBlock ? 1 : 0),
      place: { name, indent: '', isBlock },
      form,
      isPlain: !ancestors.some(({ type }) => AROUND.test(type)),
    });
  });
  return spots;
}
