import { Field, Int, ObjectType } from 'type-graphql';
import { schemaEnum } from '../../taxonomy/graphql';
import {
  fileFormats,
  importFormats,
  lossReasons,
  type ImportFormat,
  type Loss,
  type LossKind,
  type LossReason,
} from '../domain';

/** The formats as the schema names them, each with its sentence. */
export const formatSentences = Object.fromEntries(
  importFormats.map((format) => [format.toUpperCase(), fileFormats[format].title]),
) as Readonly<Record<Uppercase<ImportFormat>, string>>;

export const ExportFormatEnum = schemaEnum(
  'ExportFormat',
  'What a version can be written in.',
  formatSentences,
);

export const LossReasonEnum = schemaEnum(
  'ExportLossReason',
  'Why a file does not carry something.',
  lossReasons,
);

export const LossKindEnum = schemaEnum('ExportLossKind', 'What of a reason a file may not carry.', {
  REASON: 'The reason as a whole; nothing more is said of that one.',
  CODE: 'Its code.',
  PLACE: 'What it stands under.',
  LABEL: 'Its preferred label in a language.',
  SYNONYM: 'Its other labels.',
  HIDDEN_SYNONYM: 'Its labels for search only.',
  DEFINITION: 'Its definition.',
  INCLUDES: 'What it includes.',
  EXCLUDES: 'What it excludes.',
  EXAMPLES: 'Its examples.',
  EDGE_CASES: 'Its edge cases.',
  ESCALATION_PROCEDURE: 'How it is escalated, in words.',
  CUSTOMER_WORDING: 'How customers put it.',
  EXCLUDED_REASON: 'The reasons that its exclusions send to.',
  RESIDUAL: 'That it is residual.',
  KIND: 'What kind of contact it is.',
  USE_CASE_GROUP: 'Its groups of use.',
  INTENT: 'What the customer wants.',
  PRIORITY: 'Its priority.',
  TARGET: 'How soon it is to be resolved.',
  ESCALATION: 'What escalates it.',
  CHANNEL: 'In which channels it is offered.',
  ARTICLE: 'Its articles of knowledge.',
  RESOLUTION: 'Which resolutions it is mapped to.',
  FOLLOW_UP: 'How soon after a resolution somebody looks again.',
  RETIREMENT: 'How and why it was retired.',
} satisfies Readonly<Record<LossKind, string>>);

@ObjectType('ExportLoss', { description: 'Something that a file does not carry.' })
export class ExportLossType implements Loss {
  @Field(() => LossKindEnum, { description: 'What it is.' })
  kind!: LossKind;

  @Field(() => LossReasonEnum, { description: 'Why.' })
  reason!: LossReason;

  @Field(() => Int, { description: 'Of how many reasons.' })
  count!: number;

  @Field(() => [String], { description: 'The codes of the first five of them, in the order of the tree.' })
  examples!: string[];
}

@ObjectType('ExportLossReport', { description: 'What a file in a format does not carry of a version.' })
export class ExportLossReportType {
  @Field(() => Int, { description: 'How much it is together; 0: the file carries everything.' })
  total!: number;

  @Field(() => [ExportLossType], { description: 'For each kind and cause, in the order of the kinds.' })
  losses!: readonly Loss[];
}
