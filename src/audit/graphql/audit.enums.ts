import { schemaEnum } from '../../platform/graphql/schema-enum';
import type {
  AuditedStage,
  AuditMeasure,
  AuditState,
  CoderPart,
  ComparisonCause,
  ExclusionCause,
  FindingSource,
  FindingState,
  PilotAuditBasis,
  StratumDimension,
  VerdictOutcome,
} from '../domain';

export const AuditStateEnum = schemaEnum('AuditState', 'Where an audit stands.', {
  OPEN: 'Second coders code, each for themselves; nobody else sees a code.',
  CLOSED: 'The codes are shown, and the results are sealed.',
  CANCELLED: 'It was given up, and its codes stay hidden.',
} satisfies Readonly<Record<AuditState, string>>);

export const StratumDimensionEnum = schemaEnum('StratumDimension', 'What strata are made of.', {
  REASON: 'The reason of the production code.',
  DEPARTMENT: 'The department that handled the contact.',
  CHANNEL: 'The channel by which it came.',
} satisfies Readonly<Record<StratumDimension, string>>);

export const AuditMeasureEnum = schemaEnum('AuditMeasure', 'What is held against the threshold.', {
  ALPHA: "Krippendorff's alpha at the leaves, nominal.",
  PERCENT_AGREEMENT: 'The share of contacts on which two coders agree.',
  GWET_AC1: "Gwet's AC1, which a dominating reason does not pull down.",
} satisfies Readonly<Record<AuditMeasure, string>>);

export const PilotAuditBasisEnum = schemaEnum('PilotAuditBasis', 'What an audit has to do with a pilot.', {
  PILOT: 'Its contacts were coded in the pilot.',
  SAME_SCOPE_BEFORE:
    'They were coded in the version in force when the pilot started, before that and within its scope.',
  SAME_DAYS: 'They were coded in that version on days of the pilot, and so outside its scope.',
} satisfies Readonly<Record<PilotAuditBasis, string>>);

export const AuditedStageEnum = schemaEnum('AuditedStage', 'Which production code is audited.', {
  FINAL: 'The one that stands.',
  INITIAL: 'The one that was given first.',
} satisfies Readonly<Record<AuditedStage, string>>);

export const ExclusionCauseEnum = schemaEnum(
  'ExclusionCause',
  'Why contacts of the population are not in the frame.',
  {
    NOT_CODED: 'They have no production code.',
    OTHER_VERSION: 'They were coded in another version.',
    NOT_A_LEAF: 'They were coded as something that is no leaf in use of the version.',
    UNKNOWN_CODER: 'It is not known who coded them, so that nobody could be kept from coding them twice.',
    NO_EXCERPT: 'There is nothing to read of them.',
  } satisfies Readonly<Record<ExclusionCause, string>>,
);

export const AuditCoderPartEnum = schemaEnum('AuditCoderPart', 'What a coder does in an audit.', {
  SECOND: 'Shares the contacts with the other second coders.',
  MODEL: 'Codes each contact, as a model does.',
} satisfies Readonly<Record<CoderPart, string>>);

export const VerdictEnum = schemaEnum('AuditVerdictOutcome', 'Where the interval lies to the threshold.', {
  PASS: 'At or above it.',
  FAIL: 'Below it.',
  INCONCLUSIVE: 'The threshold lies in it, or there is none.',
} satisfies Readonly<Record<VerdictOutcome, string>>);

export const ComparisonCauseEnum = schemaEnum('AuditComparisonCause', 'Why two audits are not compared.', {
  OTHER_VERSION: 'They are of two versions.',
  NO_VALUE: 'One of them has no value.',
  NO_STANDARD_ERROR: 'One of them has no standard error.',
} satisfies Readonly<Record<ComparisonCause, string>>);

export const FindingSourceEnum = schemaEnum('FindingSource', 'What found something.', {
  AUDIT: 'Somebody who looked at a closed audit.',
  CHECK: 'A run of the checks.',
  DRIFT: 'A run of the checks that saw agreement in closed audits fall.',
} satisfies Readonly<Record<FindingSource, string>>);

export const FindingStateEnum = schemaEnum('FindingState', 'What became of a finding.', {
  OPEN: 'Nothing yet.',
  IN_PROGRESS: 'Somebody is at it.',
  DONE: 'It was done.',
  DISMISSED: 'Nothing is to be done about it.',
} satisfies Readonly<Record<FindingState, string>>);
