import { describe } from '@jest/globals';
import { describeOnEachEngine } from '../support/journal/journals.ts';
import { archiveCases } from './conformance/archive-cases.ts';
import { callCases } from './conformance/calls-cases.ts';
import { contentCases } from './conformance/contents-cases.ts';
import { gapCases } from './conformance/gap-cases.ts';
import { goalCases } from './conformance/goals-cases.ts';
import { inputCases } from './conformance/inputs-cases.ts';
import { itemCases } from './conformance/items-cases.ts';
import { keyedRequestCases } from './conformance/keyed-request-cases.ts';
import { ledgerCases } from './conformance/ledger-cases.ts';
import { migrationCases } from './conformance/migrate-cases.ts';
import { modelCases } from './conformance/model-cases.ts';
import { reportCases } from './conformance/report-cases.ts';
import { stateCases } from './conformance/states-cases.ts';
import { threadCases } from './conformance/threads-cases.ts';
import { workCases } from './conformance/work-cases.ts';
import { workspaceCases } from './conformance/workspaces-cases.ts';

// The cases are in one file, because starting the engines takes longer than all of the cases.
describeOnEachEngine((open, openClient) => {
  describe('threads', () => threadCases(open));
  describe('archive', () => archiveCases(open));
  describe('inputs', () => inputCases(open, openClient));
  describe('items', () => itemCases(open));
  describe('calls', () => callCases(open));
  describe('contents', () => contentCases(open));
  describe('goals', () => goalCases(open));
  describe('keyed requests', () => keyedRequestCases(open));
  describe('ledger', () => ledgerCases(open));
  describe('states', () => stateCases(open));
  describe('work', () => workCases(open));
  describe('workspaces', () => workspaceCases(open));
  describe('gaps', () => gapCases(open));
  describe('model', () => modelCases(open));
  describe('report', () => reportCases(open, openClient));
  describe('migrate', () => migrationCases(openClient));
});
