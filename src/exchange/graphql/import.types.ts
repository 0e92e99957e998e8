import { Field, Int, ObjectType } from 'type-graphql';
import { answersFor, ProblemType } from '../../platform/graphql/problem.type';
import { schemaEnum, DraftType } from '../../taxonomy/graphql';
import type { ImportFinding, ImportFindingCode, ImportSeverity, ImportSummary } from '../domain';
import type { DescribedOperation } from '../queries/described-operation';

export const ImportSeverityEnum = schemaEnum('ImportSeverity', 'What a finding of a file does.', {
  REFUSED: 'The file is refused and changes nothing.',
  WARNING: 'Something was taken in a way that is to be looked at.',
  INFO: 'How the file was understood.',
} satisfies Readonly<Record<ImportSeverity, string>>);

@ObjectType('ImportFinding', { description: 'What is to be said of a place in a file.' })
export class ImportFindingType {
  @Field(() => String, { description: 'Its kind, such as DUPLICATE_ID, ORPHAN or BAD_QUOTING.' })
  code!: ImportFindingCode;

  @Field(() => ImportSeverityEnum, { description: 'What it does.' })
  severity!: ImportSeverity;

  @Field(() => Int, { nullable: true, description: 'The line, from 1; null where it is about the whole.' })
  line!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The cell in the line, from 1; null where it is about none.',
  })
  column!: number | null;

  @Field(() => String, { description: 'What came.' })
  observed!: string;

  @Field(() => String, { description: 'What was expected.' })
  expected!: string;

  @Field(() => String, { description: 'Both in a sentence.' })
  message!: string;
}

@ObjectType('ImportFindingReport', { description: 'What is to be said of a file that was taken.' })
export class ImportFindingReportType {
  @Field(() => Int, { description: 'How many warnings there are.' })
  warnings!: number;

  @Field(() => Int, { description: 'How many remarks there are.' })
  infos!: number;

  @Field(() => [ImportFindingType], { description: 'The first 200 of each.' })
  findings!: ImportFinding[];
}

const counted = (description: string): PropertyDecorator => Field(() => Int, { description });

@ObjectType('ImportSummary', {
  description: 'How many reasons an import makes or changes; one that is renamed and moved counts for both.',
})
export class ImportSummaryType implements ImportSummary {
  @counted('Reasons in the file, those named as an upper level only included.')
  entries!: number;

  @counted('New ones.')
  created!: number;

  @counted('Those with another label.')
  renamed!: number;

  @counted('Those under another parent.')
  moved!: number;

  @counted('Those with another code.')
  recoded!: number;

  @counted('Those changed in something else.')
  edited!: number;

  @counted('Those retired.')
  retired!: number;

  @counted('Those taken back into use.')
  reactivated!: number;

  @counted('Those listed that were as they are.')
  unchanged!: number;
}

@ObjectType('ImportTaxonomyPayload', { description: 'What an import did.' })
export class ImportTaxonomyPayload {
  @Field(() => DraftType, {
    nullable: true,
    description: 'The draft that it opened; null where the file said nothing new, and nothing was written.',
  })
  draft!: DraftType | null;

  @Field(() => ImportSummaryType, { description: 'What it makes and changes.' })
  summary!: ImportSummary;

  @Field(() => ImportFindingReportType, { description: 'What is to be said of the file.' })
  findings!: ImportFindingReportType;
}

@ObjectType('ImportOperationCount', { description: 'How often an operation would be applied.' })
export class ImportOperationCountType {
  @Field(() => String, { description: 'The kind of operation, such as CreateReason.' })
  kind!: string;

  @Field(() => Int, { description: 'How often.' })
  total!: number;
}

@ObjectType('ImportOperation', { description: 'An operation that an import would apply, in few words.' })
export class ImportOperationType implements DescribedOperation {
  @Field(() => String, { description: 'Its kind, such as CreateReason.' })
  kind!: DescribedOperation['kind'];

  @Field(() => String, {
    nullable: true,
    description: 'The code of the reason it is about; null: the root menu.',
  })
  code!: string | null;

  @Field(() => String, { nullable: true, description: 'The label of that reason; null where it has none.' })
  label!: string | null;

  @Field(() => String, { nullable: true, description: 'What it does to it; null where the kind says it.' })
  detail!: string | null;
}

@ObjectType('PreviewImportPayload', { description: 'What an import would do. Nothing was written.' })
export class PreviewImportPayload {
  @Field(() => ImportSummaryType, { description: 'What it would make and change.' })
  summary!: ImportSummary;

  @Field(() => ImportFindingReportType, { description: 'What is to be said of the file.' })
  findings!: ImportFindingReportType;

  @Field(() => Int, { description: 'Findings that would stop the submission of its draft.' })
  blocking!: number;

  @Field(() => [String], {
    description: 'The first 50 findings that the draft would have, those that block first.',
  })
  draftFindings!: string[];

  @Field(() => Int, { description: 'How many operations it would apply.' })
  operationCount!: number;

  @Field(() => [ImportOperationCountType], { description: 'How many of each kind.' })
  operationCounts!: readonly ImportOperationCountType[];

  @Field(() => [ImportOperationType], { description: 'The first 200 of them.' })
  operations!: readonly DescribedOperation[];
}

@ObjectType('ImportRefusedProblem', {
  implements: ProblemType,
  description: 'A file that cannot be read, or is no tree: everything that is wrong with it.',
})
export class ImportRefusedProblem extends ProblemType {
  @Field(() => [ImportFindingType], { description: 'The first 200 faults, with their places.' })
  faults!: ImportFinding[];

  @Field(() => Int, { description: 'How many there are.' })
  total!: number;
}
answersFor(ImportRefusedProblem, ['IMPORT_REFUSED']);

@ObjectType('StaleBaseProblem', {
  implements: ProblemType,
  description: 'The file was made for a version that is not the newest one any more.',
})
export class StaleBaseProblem extends ProblemType {
  @Field(() => Int, { description: 'The version that was named; 0: before the first.' })
  expectedVersion!: number;

  @Field(() => Int, { description: 'The newest version; 0: there is none.' })
  currentVersion!: number;
}
answersFor(StaleBaseProblem, ['STALE_BASE']);
