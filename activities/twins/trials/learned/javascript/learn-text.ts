/** Texts of JavaScript in which whatever they load of the work is looked at. Pure. */
import type { CallExpression, ImportDeclaration, Node } from '@babel/types';
import { isLoad, rangeOf, walk } from '../../../javascript/syntax.ts';
import { type TextEdit, withEdits } from '../../with-edits.ts';
import { isOfPrograms, isWork, ownFunctions } from './names.ts';

export interface LearnText {
  readonly path: string;
  readonly text: string;
  readonly program: Node;
  readonly works: readonly string[];
  /** The part that looks on. */
  readonly name: string;
  /** Functions of the tests' own that give other values. */
  readonly others: ReadonlySet<string>;
}

/** Every line keeps its number. */
export function learnText(input: LearnText): string {
  const { text, program, name, others } = input;
  const edits: TextEdit[] = [];
  walk(program, (node) => {
    if (node.type === 'ImportDeclaration') edits.push(...importEdits(node, input));
    if (isLoad(node)) edits.push(...loadEdits(node, input));
  });
  for (const own of ownFunctions(program).filter((each) => others.has(each.name)))
    edits.push(...ownEdits(own.node, own.name, name));
  return withEdits(text, edits);
}

/** What is bound gets another name, and its own is bound to what is looked at. */
function importEdits(node: ImportDeclaration, { path, works, name }: LearnText): TextEdit[] {
  const from = node.source.value;
  const isPrograms = isOfPrograms(from);
  if (node.importKind === 'type' || !(isPrograms || isWork(path, from, works))) return [];
  const bound: string[] = [];
  const edits = node.specifiers.flatMap((specifier): TextEdit[] => {
    if (specifier.type === 'ImportSpecifier' && specifier.importKind === 'type') return [];
    const { start, end } = rangeOf(specifier.local);
    const local = specifier.local.name;
    const whole = specifier.type !== 'ImportSpecifier';
    const how = isPrograms ? (whole ? 'programs' : 'started') : 'wrap';
    bound.push(`const ${local} = globalThis.${name}.${how}(${name}${local}, ${JSON.stringify(local)});`);
    if (whole) return [{ at: start, end, text: `${name}${local}` }];
    const isSame = rangeOf(specifier.imported).start === start;
    return [{ at: start, end, text: isSame ? `${local} as ${name}${local}` : `${name}${local}` }];
  });
  const { end } = rangeOf(node);
  return [...edits, { at: end, end, text: `;${bound.join(' ')}` }];
}

/** `require('…')` and `import('…')`. */
function loadEdits(node: CallExpression, { path, works, name }: LearnText): TextEdit[] {
  const [first] = node.arguments;
  if (first?.type !== 'StringLiteral') return [];
  const isPrograms = isOfPrograms(first.value);
  if (!(isPrograms || isWork(path, first.value, works))) return [];
  const how = node.callee.type === 'Import' ? 'loaded' : isPrograms ? 'programs' : 'wrap';
  const { start, end } = rangeOf(node);
  const said = node.callee.type === 'Import' ? `, ${isPrograms}` : `, ${JSON.stringify(first.value)}`;
  return [
    { at: start, end: start, text: `globalThis.${name}.${how}(` },
    { at: end, end, text: `${said})` },
  ];
}

function ownEdits(node: Node, own: string, name: string): TextEdit[] {
  const { start, end } = rangeOf(node);
  if (node.type !== 'FunctionDeclaration' || node.id == null)
    return [
      { at: start, end: start, text: `globalThis.${name}.own(` },
      { at: end, end, text: `, ${JSON.stringify(own)})` },
    ];
  const id = rangeOf(node.id);
  const called = `${own}(...given) { return globalThis.${name}.own(${name}${own}, ${JSON.stringify(own)}).apply(this, given); } function ${name}${own}`;
  return [{ at: id.start, end: id.end, text: called }];
}
