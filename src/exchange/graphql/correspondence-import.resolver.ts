import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { AccessContext } from '../../access/graphql';
import { localId } from '../../platform/graphql/global-id';
import {
  answersFor,
  MalformedTextProblem,
  NotFoundProblem,
  problemView,
  ProblemType,
  resultUnion,
} from '../../platform/graphql/problem.type';
import { CorrespondenceType, type VisibleCorrespondences } from '../../taxonomy/graphql';
import { CallerError } from '../../platform/caller-error';
import { CuratedSource } from '../commands/curated-source';
import { importCorrespondence } from '../commands/import-correspondence';
import { isCuratedField, type NameAgreement, type TableFault } from '../domain';

@InputType('CuratedColumnInput', { description: 'Which column of a table holds a field.' })
class CuratedColumnInput {
  @Field(() => String, {
    description:
      'The field: source, target, sourceName, targetName, sourcePartial, targetPartial, share or note.',
  })
  field!: string;

  @Field(() => String, { description: 'The name of the column.' })
  column!: string;
}

@InputType('ImportCorrespondenceInput', { description: 'A table that somebody made between two editions.' })
class ImportCorrespondenceInputType {
  @Field(() => ID, { description: 'The version it leads from.' })
  fromVersion!: string;

  @Field(() => ID, { description: 'The version it leads to, of this or of another taxonomy.' })
  toVersion!: string;

  @Field(() => String, {
    description: 'The table as text: CSV with comma, semicolon or tab. Larger ones go over HTTP.',
  })
  content!: string;

  @Field(() => [CuratedColumnInput], {
    defaultValue: [],
    description: 'What its columns hold; a field that is not named is looked for under its own name.',
  })
  columns!: CuratedColumnInput[];

  @Field(() => Int, { defaultValue: 0, description: 'Lines before its header.' })
  skipRows!: number;

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the file that the earlier version must come from; null: not asked.',
  })
  fromFile?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the file that the later version must come from; null: not asked.',
  })
  toFile?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether only to tell what it says.' })
  dryRun!: boolean;

  @Field(() => String, { description: 'Why.' })
  because!: string;
}

@ObjectType('TableFault', { description: 'Something that is to be said of a place in a table.' })
class TableFaultType {
  @Field(() => String, { description: 'The kind, stable for programs, such as UNKNOWN_CODE.' })
  code!: string;

  @Field(() => Int, { nullable: true, description: 'The line, from 1; null where it is about the whole.' })
  line!: number | null;

  @Field(() => Int, { nullable: true, description: 'The cell, from 1; null where it is about no cell.' })
  column!: number | null;

  @Field(() => String, { description: 'What came and what was expected.' })
  message!: string;
}

@ObjectType('NameAgreement', { description: 'How far the names of a table are those of an edition.' })
class NameAgreementType {
  @Field(() => Int, { description: 'How many names it gives.' })
  named!: number;

  @Field(() => Int, { description: 'How many of them are those of the edition.' })
  agreeing!: number;
}

@ObjectType('CorrespondenceFileRefusedProblem', {
  implements: ProblemType,
  description: 'A table that is not of these two editions, or cannot be read: nothing of it was taken.',
})
class CorrespondenceFileRefusedProblem extends ProblemType {
  @Field(() => [TableFaultType], { description: 'What is wrong, the first 200.' })
  faults!: readonly TableFault[];

  @Field(() => Int, { description: 'How many faults there are.' })
  faultCount!: number;
}
answersFor(CorrespondenceFileRefusedProblem, ['CORRESPONDENCE_FILE_REFUSED']);

@ObjectType('ImportCorrespondencePayload', { description: 'The table was taken, or with dryRun looked at.' })
class ImportCorrespondencePayload {
  @Field(() => CorrespondenceType, {
    nullable: true,
    description: 'What leads from the one version to the other now; null where it cannot be read now.',
  })
  correspondence!: CorrespondenceType | null;

  @Field(() => Int, { description: 'Rows below the header.' })
  rows!: number;

  @Field(() => Int, { description: 'Pairs of reasons.' })
  links!: number;

  @Field(() => String, { description: 'SHA-256 of the table, by which it is kept.' })
  fileDigest!: string;

  @Field(() => NameAgreementType, {
    description: 'How far its source names are those of the earlier version.',
  })
  sourceNames!: NameAgreement;

  @Field(() => NameAgreementType, { description: 'How far its target names are those of the later version.' })
  targetNames!: NameAgreement;

  @Field(() => [TableFaultType], { description: 'What stopped nothing, the first 200.' })
  warnings!: readonly TableFault[];

  @Field(() => Int, { description: 'How many warnings there are.' })
  warningCount!: number;
}

const ImportCorrespondenceResult = resultUnion('importCorrespondence', ImportCorrespondencePayload, [
  NotFoundProblem,
  MalformedTextProblem,
  CorrespondenceFileRefusedProblem,
]);

@Resolver()
export class CorrespondenceImportResolver {
  constructor(private readonly correspondences: VisibleCorrespondences) {}

  @Mutation(() => ImportCorrespondenceResult, {
    nullable: true,
    description:
      'Takes a table that somebody made between two editions, checked against them, all or nothing.',
  })
  async importCorrespondence(
    @Arg('input', () => ImportCorrespondenceInputType, { description: 'The table.' })
    input: ImportCorrespondenceInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof ImportCorrespondenceResult> {
    const fromVersionId = localId('Version', input.fromVersion, 'fromVersion');
    const toVersionId = localId('Version', input.toVersion, 'toVersion');
    const { dryRun, because, fromFile = null, toFile = null } = input;
    const options = { columns: columnsOf(input.columns), skipRows: Math.max(0, input.skipRows) };
    const source = CuratedSource.read(new TextEncoder().encode(input.content), options);
    const outcome = await context.run(importCorrespondence, {
      ...{ fromVersionId, toVersionId, source, dryRun, because, fromFile, toFile },
    });
    if (!outcome.ok) return problemView(outcome.problem);
    const { visible } = this.correspondences;
    const [from, to] = [
      await visible.version(fromVersionId, context),
      await visible.version(toVersionId, context),
    ];
    const isThere = from !== null && to !== null && from.id !== to.id;
    const correspondence = isThere
      ? await this.correspondences.between(from, to, { revision: null, context })
      : null;
    return Object.assign(new ImportCorrespondencePayload(), { ...outcome.value.value, correspondence });
  }
}

function columnsOf(given: readonly CuratedColumnInput[]): Readonly<Record<string, string>> {
  const unknown = given.find(({ field }) => !isCuratedField(field));
  if (unknown !== undefined)
    throw new CallerError(
      'BAD_USER_INPUT',
      `columns.field: expected source, target or another field of a table, but got ${JSON.stringify(unknown.field.slice(0, 60))}`,
    );
  return Object.fromEntries(given.map(({ field, column }) => [field, column]));
}
