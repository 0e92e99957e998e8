import { schemaEnum } from '../../platform/graphql/schema-enum';
import type { ChangeClass, linkKinds, lossCauses, Origin, relationships, Share } from '../domain';

type Described<List extends readonly string[]> = Readonly<Record<List[number], string>>;

export const RelationshipEnum = schemaEnum(
  'AssociationRelationship',
  'How the sources of an association stand to its targets, in the words of FHIR.',
  {
    EQUIVALENT: 'They count the same.',
    SOURCE_IS_NARROWER: 'The target counts more than each source.',
    SOURCE_IS_BROADER: 'The source counts more than each target.',
    RELATED: 'They count some of the same.',
    NONE: 'One side is empty: a reason ended, or began.',
  } satisfies Described<typeof relationships>,
);

export const LinkKindEnum = schemaEnum('LinkKind', 'How the target of a link stands to its source.', {
  SAME: 'It is the same reason, or a duplicate of it.',
  REPLACED_BY: 'It takes all of it over.',
  PART: 'It takes a part of it; the others take the rest.',
  POSSIBLE: 'It is one of the places where its contacts may be.',
  ALTERNATIVE: 'It may serve instead.',
  SCOPE_CHANGED: 'It is the same reason, declared to count something else.',
  CURATED: 'A table made by hand says so.',
} satisfies Described<typeof linkKinds>);

export const OriginEnum = schemaEnum(
  'CorrespondenceOrigin',
  'Where something of a correspondence comes from.',
  {
    DERIVED: 'It follows from the two contents.',
    CURATED: 'Somebody said so.',
  } satisfies Readonly<Record<Origin, string>>,
);

export const ShareMethodEnum = schemaEnum('ShareMethod', 'How a share is known.', {
  GIVEN: 'It was given by hand.',
  MEASURED: 'It was measured on contacts coded in both.',
} satisfies Readonly<Record<Share['method'], string>>);

export const LossCauseEnum = schemaEnum('TranslationCause', 'Why contacts are found nowhere.', {
  RETIRED_NONE: 'Their reason was retired without a successor.',
  CREATED_LATER: 'Their reason did not exist yet.',
  NOT_MAPPED: 'A table made by hand says nothing of their reason.',
  UNKNOWN_CODE: 'No reason has the code, or had it.',
} satisfies Described<typeof lossCauses>);

export const TargetsAreEnum = schemaEnum('TargetsAre', 'How several targets of a code are to be read.', {
  ALL_OF: 'Its contacts are in all of them, a part in each.',
  ONE_OF: 'Its contacts are in some of them: which ones is not known.',
});

/** As the schema can spell it: RC3_1 for RC3.1. */
export const ChangeClassEnum = schemaEnum(
  'GsimChangeClass',
  'The class of a change between two versions, by GSIM.',
  {
    RC1: 'A deletion.',
    RC2: 'A creation.',
    RC3_1: 'A merger into a new reason.',
    RC3_2: 'A take-over by a reason that was there.',
    RC4_1: 'A breakdown: the source is gone.',
    RC4_2: 'A split-off: the source stays.',
    RC5: 'A transfer between several.',
    VC1: 'A change of code.',
    VC2: 'A change of name.',
  },
);

export const changeClassName = (given: ChangeClass): keyof typeof ChangeClassEnum =>
  given.replace('.', '_') as keyof typeof ChangeClassEnum;
