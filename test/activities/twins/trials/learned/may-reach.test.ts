import { expect, test } from '@jest/globals';
import { mayReach } from '../../../../../activities/twins/trials/learned/may-reach.ts';

const KNOWN = [
  { path: 'tests/test_area.py', text: 'RIGHT = 6\n' },
  { path: 'tests/cases.json', text: '[]\n' },
];
const may = (text: string) => mayReach([{ path: 'src/area.py', readText: async () => text }], KNOWN);

test.each([
  ['a file of the tests', 'open("tests/" + name)'],
  ['their data', 'open(HERE / "cases.json")'],
  ['a module of theirs', 'from test_area import RIGHT'],
  ['folders that are listed', 'for at, _, names in os.walk("."): pass'],
  ['folders that a shell lists', 'subprocess.run("find . -name *.json", shell=True)'],
  ['callers', 'sys._getframe(1).f_back'],
  ['the stack', 'inspect.stack()'],
  ['all modules', 'sys.modules["__main__"]'],
  ['where an exception has been', 'error.__traceback__.tb_frame'],
  ['what functions hold', 'callback.__globals__["ROWS"]'],
  ['members by name', 'getattr(sys, "_get" + "frame")'],
  ['text that is hidden', 'open(base64.b64decode("dGVzdHM=")).read()'],
  ['text that is run', 'exec(words)'],
  ['loaded modules of Node', 'Object.values(require.cache)'],
])('work that has a way to its tests: %s → may have learned from them', async (_, text) => {
  expect(await may(text)).toBe(true);
});

test.each([
  ['sums', 'def area(w, h):\n    return w * h\n'],
  ['the file that it is given', 'with open(sys.argv[1]) as file:\n    print(sorted(file))\n'],
  ['expressions', 'WORD = re.compile(r"[a-z]+")\nfound = WORD.findall(text)\nat = text.find("x")\n'],
  ['tables of a database', 'connection.execute("select a from t")\n'],
  ['a data frame', 'frame = DataFrame(rows)\nmodule = frame.evaluate()\n'],
  ['letters and digits', 'chr(97 + n), hex(n), int(text, 16)\n'],
  ['expressions of JavaScript', 'const found = /a/.exec(text);\nreturn found.index;\n'],
])('work without a way to its tests: %s → cannot have learned from them', async (_, text) => {
  expect(await may(text)).toBe(false);
});

test('work that is no text → may have learned from them', async () => {
  expect(await mayReach([{ path: 'src/area.so', readText: async () => undefined }], KNOWN)).toBe(true);
});
