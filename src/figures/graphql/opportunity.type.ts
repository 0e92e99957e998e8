import { Field, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../platform/graphql/connection.type';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import { ReasonStateType } from '../../taxonomy/graphql';
import type {
  KnowledgeGap,
  KnowledgeGapSign,
  knowledgeGapSigns,
  ReasonEvidence,
  ResolutionBasis,
  selfServiceCriteria,
  SelfServiceCriterion,
  SelfServiceJudgement,
} from '../domain';
import { ResolutionBasisEnum } from './repeat.type';
import { FigureQuantileType, FigureShareType, FigureValueType } from './share.type';

@ObjectType('ReasonEvidence', {
  description: 'What is known of the contacts of one reason, for whoever asks what could be done about them.',
})
export class ReasonEvidenceType {
  constructor(private readonly found: ReasonEvidence) {}

  @Field(() => FigureShareType, { description: 'Of all contacts with a reason, those of this one.' })
  get volume(): FigureShareType {
    return new FigureShareType(this.found.volume);
  }

  @Field(() => String, {
    nullable: true,
    description: 'The code of their commonest resolution; null where none is known.',
  })
  get modalResolution(): string | null {
    return this.found.resolutions.modal;
  }

  @Field(() => FigureShareType, { description: 'Of those with a resolution, those with the commonest one.' })
  get modalShare(): FigureShareType {
    return new FigureShareType(this.found.resolutions.modalShare);
  }

  @Field(() => FigureValueType, {
    description: 'How evenly they spread over resolutions, in bits: 0 where all end alike.',
  })
  get entropy(): FigureValueType {
    return new FigureValueType(this.found.resolutions.entropy);
  }

  @Field(() => FigureShareType, {
    description:
      'Of those with a resolution, those with one that the reason is not mapped to, or only as forbidden; not told of a reason without a mapping.',
  })
  get unexpected(): FigureShareType {
    return new FigureShareType(this.found.unexpected);
  }

  @Field(() => FigureQuantileType, {
    description: 'What half of their handle times do not exceed, in seconds.',
  })
  get medianHandleTime(): FigureQuantileType {
    return new FigureQuantileType(this.found.medianHandling);
  }

  @Field(() => ResolutionBasisEnum, {
    description:
      'What resolvedAtOnce is told from; without a flag that none about the same followed in a week.',
  })
  get resolutionBasis(): ResolutionBasis {
    return this.found.resolvedAtOnce.basis;
  }

  @Field(() => FigureShareType, { description: 'Those resolved at once, of those of which it can be told.' })
  get resolvedAtOnce(): FigureShareType {
    return new FigureShareType(this.found.resolvedAtOnce.share);
  }

  @Field(() => FigureShareType, {
    description: 'Of those of which it is recorded, those that were escalated.',
  })
  get escalated(): FigureShareType {
    return new FigureShareType(this.found.escalated);
  }

  @Field(() => Int, { description: 'How many knowledge articles the reason names.' })
  get articles(): number {
    return this.found.articles;
  }
}

export const SelfServiceCriterionEnum = schemaEnum(
  'SelfServiceCriterion',
  'What makes a reason one that customers could serve themselves.',
  {
    VOLUME: 'There are enough contacts.',
    ONE_RESOLUTION: 'They nearly always end the same way.',
    SHORT: 'Half of them are handled quickly.',
    RESOLVED_AT_ONCE: 'They are resolved at first contact.',
  } satisfies Readonly<Record<(typeof selfServiceCriteria)[number], string>>,
);

@ObjectType('SelfServiceCandidate', {
  description: 'A reason that customers could serve themselves, or why not.',
})
export class SelfServiceCandidateType {
  constructor(
    private readonly state: ReasonStateType,
    private readonly found: SelfServiceJudgement,
  ) {}

  @Field(() => ReasonStateType, { description: 'The reason.' })
  get reason(): ReasonStateType {
    return this.state;
  }

  @Field(() => Boolean, { description: 'Whether it meets every criterion.' })
  get isCandidate(): boolean {
    return this.found.isCandidate;
  }

  @Field(() => [SelfServiceCriterionEnum], { description: 'The criteria that it meets.' })
  get met(): readonly SelfServiceCriterion[] {
    return this.found.met;
  }

  @Field(() => [SelfServiceCriterionEnum], { description: 'The criteria that it does not meet.' })
  get unmet(): readonly SelfServiceCriterion[] {
    return this.found.unmet;
  }

  @Field(() => [SelfServiceCriterionEnum], {
    description: 'The criteria of which nothing is known: they are not taken for met.',
  })
  get untold(): readonly SelfServiceCriterion[] {
    return this.found.untold;
  }

  @Field(() => ReasonEvidenceType, { description: 'What it is judged by.' })
  get evidence(): ReasonEvidenceType {
    return new ReasonEvidenceType(this.found);
  }
}

export const SelfServiceCandidateConnection = connectionType(
  'SelfServiceCandidate',
  () => SelfServiceCandidateType,
  'A page of reasons, the most contacts first.',
);

export const KnowledgeGapSignEnum = schemaEnum(
  'KnowledgeGapSign',
  'What looks as if those who take contacts did not know what to do.',
  {
    SPREAD: 'They end in many ways, none of which is usual.',
    UNEXPECTED: 'They end in ways that no mapping foresees.',
    ESCALATED: 'They are handed on.',
    NOT_RESOLVED_AT_ONCE: 'They are not resolved at first contact.',
  } satisfies Readonly<Record<(typeof knowledgeGapSigns)[number], string>>,
);

@ObjectType('KnowledgeGap', {
  description: 'A reason whose contacts look as if those who take them did not know what to do.',
})
export class KnowledgeGapType {
  constructor(
    private readonly state: ReasonStateType,
    private readonly found: KnowledgeGap,
  ) {}

  @Field(() => ReasonStateType, { description: 'The reason.' })
  get reason(): ReasonStateType {
    return this.state;
  }

  @Field(() => [KnowledgeGapSignEnum], { description: 'What speaks for it, at least one sign.' })
  get signs(): readonly KnowledgeGapSign[] {
    return this.found.signs;
  }

  @Field(() => ReasonEvidenceType, { description: 'What it is judged by.' })
  get evidence(): ReasonEvidenceType {
    return new ReasonEvidenceType(this.found);
  }
}

export const KnowledgeGapConnection = connectionType(
  'KnowledgeGap',
  () => KnowledgeGapType,
  'A page of gaps, the most signs first, and of as many the most contacts.',
);
