import { roles, type Role } from '../../src/access/domain';

const everybody: readonly Role[] = roles;
const people = roles.filter((role) => role !== 'MACHINE');
const readers = people.filter((role) => role !== 'CODER');
const proposers: readonly Role[] = ['ANALYST', 'EDITOR', 'DEPARTMENT_OWNER', 'STEWARD'];

/**
 * Which role reads what, by whatever way it is reached: types, and the fields that fewer may read than the type they
 * stand in. Root fields stand in the table of the README; whose own change sets are whose in `historyRights` below.
 */
const table: readonly { readonly who: readonly Role[]; readonly what: string }[] = [
  {
    who: everybody,
    what: `Taxonomy Pilot TaxonomyPolicy RuleSeverity Channel LocalizedText TaxonomyVersion VersionAnswer Reason ReasonState
      Synonym Note KnowledgeArticle EscalationTrigger Escalation EscalationClause EscalationsAnswer ResolutionTarget Retirement RetirementAssociation SuggestionThresholdValue
      Finding FindingReport FindingConnection RuleCount VersionComparison ComparisonSummary ReasonChangeConnection CodeChanged
      ExcludesChanged LabelChanged NoteChanged PropertyChanged ReasonAdded ReasonMoved ReasonReactivated ReasonRemoved
      ReasonRetired RetirementRevised ScopeChanged SynonymsChanged Department Coverage CoverageOfDepartment OwnersAnswer
      Resolution ResolutionMapping ResolutionAnswer FollowUpWithin MetricDefinition Correspondence CorrespondenceLink
      CorrespondenceShare CodeTranslation TranslatedCode TranslationLoss TranslationPassage TranslationTarget RestatedSeries RestatedPeriod
      ExportLoss ExportLossReport
      RestatedCount SeriesBreak LostCount PartialCount SourceFile ReasonAssociation
      Owner Route AgreementReport AgreementStatistic AgreementInterval Viewer Actor RoleGrant ApiKey Identity PageInfo`,
  },
  {
    who: people,
    what: `Taxonomy.drafts Taxonomy.waivers Waiver Taxonomy.attestations Department.members TaxonomyVersion.publishedBy
      Draft DraftComment DraftLogEntry DraftReview ReviewPart Approval RebasePreview CombinedEdit MergeConflict
      DanglingReference ResolutionFault FollowedReplacement DepartmentMember Attestation AttestationItem
      AttestationProgress Transfer TransferredRole Feedback Change ChangeSet Redaction ChangeSubject
      GuidelineAcknowledgements GuidelineChange CoachingList CoachingEntry CoachingConfusion Coder
      AssignmentConnection Session SessionCoder SessionProgress SessionContent SessionItem Coding Adjudication DiscussionNote Decision
      SessionResults ContentResults ModelResult ModelReasonResult ExcludedCodings ResultsBasis CauseCount CoderResult ConfusedPair ConfusionCell
      LevelAgreement ReasonResult BranchAgreement SampleVerdict AgreementShare ChosenInstead MeasuredAssociation
      MeasuredTarget RevealVerification VerifiedCoding`,
  },
  // To whom it is assigned: the coders of the scene, one of whom is the role CODER.
  { who: ['CODER'], what: 'Assignment OwnCoding' },
  {
    who: readers,
    what: `Contact ProductionCoding UnmappedField CoderConnection SessionItem.contact GuidelineAcknowledgements.coders GuidelineAcknowledgement
      IngestJob IngestRejection
      Taxonomy.segmentSizes Taxonomy.contactRateBands SegmentSize ContactRateBands UsageFigures FigureInterval FigureValue
      FigureShare ContactRate RateBandRule SegmentRate MonthOfContacts ContactsByCode ReasonVolume VolumeBreak
      ObservedResolution ObservedReason UnexpectedResolution UnusedMapping MappingProposal ObservedResolutions
      ResidualOfMenu HandledElsewhere CodeQuality UnmappedValue RecodingPair Recoding RateContribution
      ContactRateChange`,
  },
  {
    who: readers,
    what: `Annotation FigureMean FigureQuantile ContactsPerCustomer CustomersByContacts CustomersWhoContacted SegmentWhoContacted
      RepeatContacts RepeatRule FirstContactResolution ContactMeasures HandleTime SatisfactionFigures SentimentShare
      ReasonMeasures MonthOfMeasures TrendAlerts ContactTrend ObservedDays ChangeAlerts ContactChange ComparedDays
      ChannelDivergence TypicalReason SimpsonCheck ComparedPart ComparedCount ReasonEvidence SelfServiceCandidate
      KnowledgeGap`,
  },
  {
    who: readers,
    what: `Audit AuditPopulation AuditDesign AuditExclusion AuditStratum AuditCoder AuditItem AuditItem.contact AuditCoding AuditResults
      AuditBasis AuditVerdict AuditedReason AuditModelResult AuditModelReason AuditModelDifference AuditComparison AuditInterval
      AuditFinding FollowUp AuditRecomputation AuditDifference AuditPlan
      PilotReport PilotResidual PilotAgreement ModelComparison ModelReasonComparison CheckSchedule CheckLimits CheckRun CheckResult CheckInterval
      Suggestion SuggestionEvidence SuggestedMapping SuggestedPart WouldBreak NotSuggested SuggestionDecision`,
  },
  {
    who: readers,
    what: `ConsistencyScores ConsistencyScoreConnection ScoreBasis NotComparable ReasonState.consistency Department.consistency TaxonomyVersion.consistency
      ConsistencyDrift Drift DriftSide LabelDrift DriftAlert AgreementCharts AgreementChart AgreementChartPoint`,
  },
  // A coder reads their own.
  {
    who: people,
    what: 'ConsistencyScore ScoreInterval ScoreMean ScoreOfMonth SelfAgreement Coder.consistency',
  },
  // Of an audit they see what is theirs to code, and nothing else.
  { who: ['CODER'], what: 'AuditAssignment' },
  // By their ids: nested they stand where what they did is read.
  { who: people, what: 'node(Actor)' },
  { who: readers, what: 'node(Coder)' },
  // What was said in a contact: for those who propose changes of the list, and for whoever is to code it.
  { who: ['CODER', ...proposers], what: 'Excerpt SessionItem.excerpt' },
  {
    who: proposers,
    what: `Contact.excerpt AuditItem.excerpt PreviewImportPayload ImportFinding ImportFindingReport ImportOperation ImportOperationCount
      ImportSummary`,
  },
  { who: ['STEWARD', 'AUDITOR', 'ADMIN'], what: 'Privacy LegalHold PurgeJob' },
  { who: ['ADMIN'], what: 'PurgePreview PurgeMonth ErasurePreview ErasureMonth' },
  { who: ['AUDITOR', 'ADMIN'], what: 'Refusal' },
  { who: ['ADMIN'], what: 'ActorConnection' },
];

const listed = new Map(
  table.flatMap(({ who, what }) => what.split(/\s+/).map((name): [string, readonly Role[]] => [name, who])),
);

/** The fields that the table tells apart from their types. */
export const fieldsApart: readonly string[] = [...listed.keys()].filter((name) => name.includes('.'));

/** The names of the table. A page is read by whoever reads what is on it, where the table says nothing else. */
export function readersOf(name: string): readonly Role[] {
  const found = listed.get(name) ?? listed.get(name.replace(/Connection$/, ''));
  if (found === undefined)
    throw new Error(`expected ${name} in the table of reading rights, but it is not there`);
  return found;
}

/** Who is answered an object of the type by its id; everybody is their own. */
export const readersById = (type: string): readonly Role[] => listed.get(`node(${type})`) ?? readersOf(type);

/** Which change sets a role reads: all; those about sessions and its own; its own; or none. */
export const historyRights: Readonly<Record<Role, 'ALL' | 'SESSIONS_AND_OWN' | 'OWN' | 'NONE'>> = {
  MACHINE: 'NONE',
  CODER: 'OWN',
  ANALYST: 'SESSIONS_AND_OWN',
  EDITOR: 'ALL',
  DEPARTMENT_OWNER: 'ALL',
  STEWARD: 'ALL',
  AUDITOR: 'ALL',
  ADMIN: 'ALL',
};
