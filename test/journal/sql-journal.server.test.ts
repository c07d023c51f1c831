import { describe } from '@jest/globals';
import { describeOnEachEngine } from '../support/journals.ts';
import { callCases } from './conformance/calls-cases.ts';
import { goalCases } from './conformance/goals-cases.ts';
import { itemCases } from './conformance/items-cases.ts';
import { migrationCases } from './conformance/migrate-cases.ts';
import { modelCases } from './conformance/model-cases.ts';
import { threadCases } from './conformance/threads-cases.ts';

// In one file, because starting the engines takes longer than all of the cases.
describeOnEachEngine((open, openClient) => {
  describe('threads', () => threadCases(open));
  describe('items', () => itemCases(open));
  describe('calls', () => callCases(open));
  describe('goals', () => goalCases(open));
  describe('model', () => modelCases(open));
  describe('migrate', () => migrationCases(openClient));
});
