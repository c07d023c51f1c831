import { describe, expect, test } from '@jest/globals';
import { mayReach } from '../../../../../activities/twins/trials/learned/may-reach.ts';

const files = (texts: Readonly<Record<string, string>>) =>
  mayReach(Object.entries(texts).map(([path, text]) => ({ path, readText: async () => text })));

describe('Python', () => {
  const may = (text: string) => files({ 'src/area.py': text });

  test.each([
    ['a file of the tests', 'open("tests/" + name)'],
    ['their data', 'open(HERE / "cases.json")'],
    [
      'what lies beside the file that it is given',
      'with open(sys.argv[1]) as file:\n    print(sorted(file))\n',
    ],
    ['a module of theirs', 'from test_area import RIGHT'],
    ['one that it is hoped to be', 'from .area2 import RIGHT'],
    ['folders that are listed', 'import os\nfor at, _, names in os.walk("."): pass'],
    ['folders that a shell lists', 'import subprocess\nsubprocess.run("find . -name *.json", shell=True)'],
    ['callers', 'import sys\nsys._getframe(1).f_back'],
    ['the stack', 'import inspect\ninspect.stack()'],
    ['all modules', 'import sys\nsys.modules["__main__"]'],
    ['where an exception has been', 'error.__traceback__.tb_frame'],
    ['a generator that looks back', 'g = (g.gi_frame.f_back for _ in [1])'],
    ['what functions hold', 'callback.__globals__["ROWS"]'],
    ['members by name', 'getattr(sys, "_get" + "frame")'],
    ['a module by a name in pieces', '__import__("o" + "s").listdir("te" + "sts")'],
    ['a path in pieces', 'def area(w, h, read=open):\n    return read("te" + "sts/ca" + "ses.json")'],
    ['built-in names in pieces', 'globals()["__buil" + "tins__"]["op" + "en"]'],
    ['what a built-in function hangs on', 'len.__self__'],
    ['a module within a harmless one', 'import random\nrandom._os.listdir()'],
    ['the same, imported', 'from collections import _sys as s'],
    ['the same by another name', 'from random import _os'],
    ['the same without a line', 'from fractions import sys as s'],
    ['names in a text that is filled', 'def area(w, h):\n    return ("{0.gi_fr" + "ame}").format(g)'],
    ['letters that stand for others', 'ｏpen("x")'],
    ['a call within a text', 'def area(w, h):\n    return f"{d["] + op" + "en("]}" and f"{open(w)}"'],
    ['another encoding', '# coding: utf-7\n+AG8-pen("x")'],
    ['an import on two lines', 'from os \\\n  import path'],
    ['text that is hidden', 'import base64\nopen(base64.b64decode("dGVzdHM=")).read()'],
    ['text that is run', 'exec(words)'],
    ['text that is made ready', 'run = compile(words, "", "exec")'],
  ])('%s → may have learned from its tests', async (_, text) => {
    expect(await may(text)).toBe(true);
  });

  test.each([
    ['sums', 'def area(w, h):\n    return w * h\n'],
    ['a word of a way in a comment', '# tests/ hold what open() and eval say\nAREA = "open"\n'],
    [
      'expressions',
      'import re\nWORD = re.compile(r"[a-z]+")\nfound = WORD.findall(text)\nat = text.find("x")\n',
    ],
    ['tables of a database', 'connection.execute("select a from t")\n'],
    ['a data frame', 'frame = DataFrame(rows)\nmodule = frame.evaluate()\n'],
    ['letters and digits', 'chr(97 + n), hex(n), int(text, 16)\n'],
    [
      'a class',
      'from __future__ import annotations\nfrom dataclasses import dataclass, field\nimport math, heapq as h\n\n\nclass Room:\n    def __init__(self, w):\n        super().__init__()\n        self._w = w\n\n    def __getattr__(self, name):\n        return self._w\n\n\nif __name__ == "__main__":\n    print(Room(3))\n',
    ],
    [
      'names within texts',
      'def said(n):\n    return f"{n:>4} {n + 1!r}"\n\n\nif __name__ == "__main__":\n    said(1)\n',
    ],
  ])('%s → cannot have learned from its tests', async (_, text) => {
    expect(await may(text)).toBe(false);
  });

  test('parts of the work by their place → looked at themselves', async () => {
    const parts = {
      'src/area.py': 'from .rooms import width\nfrom . import walls\n',
      'src/walls.py': 'N = 4\n',
    };
    expect(await files({ ...parts, 'src/rooms.py': 'def width(n):\n    return n\n' })).toBe(false);
    expect(await files({ ...parts, 'src/rooms.py': 'width = open\n' })).toBe(true);
    expect(await files(parts)).toBe(true);
  });
});

describe('JavaScript', () => {
  const may = (text: string) => files({ 'src/area.js': text });

  test.each([
    ['loaded modules', 'Object.values(require.cache)'],
    ['files', "import { readFileSync } from 'node:fs';"],
    ['a module of the tests', "import { sumTo } from '../test/oracle.js';"],
    ['another way out of a module', "export * from '../test/oracle.js';"],
    ['the same, later', "export const area = async () => import('../test/ora' + 'cle.js');"],
    ['a module by a name in pieces', "const fs = require('f' + 's');"],
    ['another name for loading', "const load = require;\nload('f' + 's');"],
    ['the wrapper of a module', "arguments[1]('f' + 's');"],
    ['a member by a name in pieces', "process['main' + 'Module'].require('fs');"],
    ['everything by a name in pieces', "const all = (function () { return this; })();\nall['pro' + 'cess'];"],
    ['a program that is made', "new Function('return process')();"],
    ['the same from any function', "area['constr' + 'uctor']('return process')();"],
    ['the same by taking it apart', "const { ['constr' + 'uctor']: make } = area;"],
    ['the same in quotes', "const { 'constructor': make } = area;"],
    ['the same in other letters', "area['\\u0063onstructor']('return process')();"],
    ['where the file stands', 'import.meta.url;'],
    ['what nobody can read', 'const = ;'],
  ])('%s → may have learned from its tests', async (_, text) => {
    expect(await may(text)).toBe(true);
  });

  test.each([
    ['expressions', 'const found = /a/.exec(text);\nfound.index;\n'],
    ['sums', 'export const area = (w, h) => w * h;\n'],
    ['rows', 'export const last = (rows) => rows[rows.length - 1][0] + rows[0 + 1];\n'],
    ['a class', 'class Room {\n  constructor(w) {\n    this.w = w;\n  }\n}\nmodule.exports = { Room };\n'],
    ['harmless modules', "import assert from 'node:assert';\nconst { inspect } = require('util');\n"],
    ['a word that means no more', "export const states = ['process', 'global'];\n"],
  ])('%s → cannot have learned from its tests', async (_, text) => {
    expect(await may(text)).toBe(false);
  });

  test('parts of the work → looked at themselves', async () => {
    const area = "import { width } from './rooms.js';\n";
    expect(await files({ 'src/area.js': area, 'src/rooms.js': 'export const width = 3;' })).toBe(false);
    expect(await files({ 'src/area.js': area })).toBe(true);
  });
});

test.each([
  ['no text', 'src/area.so', undefined],
  ['a script of a shell', 'bin/area', '#!/bin/sh\ngrep "$1" te*/c*\n'],
  ['another language', 'src/area.go', 'package area\n'],
])('%s → may have learned from its tests', async (_, path, text) => {
  expect(await mayReach([{ path, readText: async () => text }])).toBe(true);
});

test('a page of words → cannot have learned from its tests', async () => {
  expect(await files({ 'README.md': 'See tests/, and open() it.\n' })).toBe(false);
});
