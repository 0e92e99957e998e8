import 'reflect-metadata';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, isEnumType } from 'graphql';
import { changeKinds } from '../../src/history/graphql/change-kinds';
import { upperCaseName } from '../../src/platform/graphql/schema-enum';
import type { OperationKind } from '../../src/taxonomy/domain';
import { committedSchema } from '../support/emit-schema';
import { everyCommand } from './commands';

/** A member that is missing here does not compile, and one that is gone neither. */
const operationKinds: Readonly<Record<OperationKind, true>> = {
  CreateReason: true,
  SetLabel: true,
  AddSynonym: true,
  RemoveSynonym: true,
  PromoteSynonym: true,
  SetCode: true,
  SetNote: true,
  SetResidual: true,
  SetKind: true,
  SetUseCaseGroups: true,
  SetIntent: true,
  SetPriority: true,
  SetTarget: true,
  SetEscalation: true,
  SetChannels: true,
  SetArticles: true,
  MapResolution: true,
  UnmapResolution: true,
  MergeReasons: true,
  SplitReason: true,
  MoveReason: true,
  ReorderSiblings: true,
  RetireReason: true,
  ReviseRetirement: true,
  ReactivateReason: true,
  DiscardReason: true,
  RestoreReason: true,
};

/** Commands that write changes of other kinds only, and which. */
const borrowing: Readonly<Record<string, readonly string[]>> = {
  prepareAccess: ['createActor', 'grantRole', 'issueApiKey'],
  resetRoleToken: ['issueApiKey', 'revokeApiKey'],
  recogniseIdentity: ['createActor', 'linkIdentity'],
  runDueChecks: ['runChecks'],
  importTaxonomy: ['openDraft', ...Object.keys(operationKinds)],
  importOwners: ['assignOwners'],
  importResolutions: ['addResolution', 'reviseResolution'],
  revertToVersion: ['openDraft', ...Object.keys(operationKinds)],
};

/** A command of one operation writes that operation: `setLabel` writes SetLabel. */
const kindsOf = (command: string): readonly string[] => {
  const operation = command.charAt(0).toUpperCase() + command.slice(1);
  return borrowing[command] ?? [operation in operationKinds ? operation : command];
};

const commands = everyCommand().map(({ name }) => name);
const written = new Set([...commands.flatMap(kindsOf), ...Object.keys(operationKinds)]);

test('every kind of change that a command or an operation writes is known to the history', () => {
  expect([...written].filter((kind) => !(kind in changeKinds))).toEqual([]);
});

test('the history knows no kind of change that nothing writes', () => {
  expect(Object.keys(changeKinds).filter((kind) => !written.has(kind))).toEqual([]);
});

test('every kind that stands in the text of a command is known to the history', () => {
  const stated = commandTexts().flatMap((text) =>
    Array.from(
      text.matchAll(/changes: \[\{ kind: '(\w+)'|stateChange\('(\w+)'|\{ \.\.\.input, kind: '(\w+)'/g),
      (found) => found.slice(1).find((kind) => kind !== undefined),
    ),
  );
  expect(stated.length).toBeGreaterThan(8);
  expect(stated.filter((kind) => kind === undefined || !(kind in changeKinds))).toEqual([]);
});

test('every kind of change is a value of the enum ChangeKind', () => {
  const type = buildSchema(committedSchema()).getType('ChangeKind');
  const values = isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
  expect(values.toSorted()).toEqual(Object.keys(changeKinds).map(upperCaseName).toSorted());
});

function commandTexts(): readonly string[] {
  const source = join(__dirname, '..', '..', 'src');
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\/commands\/[^/]+\.ts$/.test(file))
    .map((file) => readFileSync(join(source, file), 'utf8'));
}
