import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import { globalId } from '../../platform/graphql/global-id';
import type { AssociatedLink, Link, Origin, ReasonAssociation, Relationship, Share } from '../domain';
import type { ShownCorrespondence } from '../queries/correspondence-reader';
import {
  ChangeClassEnum,
  changeClassName,
  LinkKindEnum,
  OriginEnum,
  RelationshipEnum,
  ShareMethodEnum,
} from './correspondence.enums';
import { ContentView, ReasonStateType } from './reason-state.type';
import { TaxonomyVersionType } from './version.type';

/** The contents that reasons of a correspondence are shown in. */
export interface CorrespondenceSides {
  readonly from: ContentView;
  readonly to: ContentView;
}

const mostListed = 100;

@ObjectType('CorrespondenceShare', { description: 'The part of a source that goes to a target.' })
export class ShareType {
  constructor(private readonly share: Share) {}

  @Field(() => Float, { description: 'The part, 0 to 1.' })
  get value(): number {
    return this.share.value;
  }

  @Field(() => Int, {
    nullable: true,
    description: 'How many contacts it was measured on; null where it was given by hand.',
  })
  get n(): number | null {
    return this.share.n;
  }

  @Field(() => ShareMethodEnum, { description: 'How it is known.' })
  get method(): Share['method'] {
    return this.share.method;
  }

  @Field(() => ID, {
    nullable: true,
    description: 'The calibration session that measured it; null where none did.',
  })
  get session(): string | null {
    return this.share.sessionId === null ? null : globalId('Session', this.share.sessionId);
  }
}

@ObjectType('CorrespondenceLink', {
  description: 'From one reason of the earlier version to one of the later.',
})
export class CorrespondenceLinkType {
  constructor(
    private readonly link: AssociatedLink,
    private readonly sides: CorrespondenceSides,
  ) {}

  @Field(() => ReasonStateType, {
    nullable: true,
    description: 'The source; null where it cannot be read now.',
  })
  get source(): ReasonStateType | null {
    return this.sides.from.viewById(this.link.source);
  }

  @Field(() => ReasonStateType, {
    nullable: true,
    description: 'The target; null where it cannot be read now.',
  })
  get target(): ReasonStateType | null {
    return this.sides.to.viewById(this.link.target);
  }

  @Field(() => LinkKindEnum, { description: 'How the target stands to the source.' })
  get kind(): Link['kind'] {
    return this.link.kind;
  }

  @Field(() => Boolean, { description: 'Whether only a part of the source is in the target.' })
  get sourcePartial(): boolean {
    return this.link.partialSource;
  }

  @Field(() => Boolean, { description: 'Whether only a part of the target comes from the source.' })
  get targetPartial(): boolean {
    return this.link.partialTarget;
  }

  @Field(() => ShareType, {
    nullable: true,
    description: 'The part of the source that goes to the target; null where nobody measured or gave it.',
  })
  get share(): ShareType | null {
    return this.link.share === null ? null : new ShareType(this.link.share);
  }
}

@ObjectType('ReasonAssociation', {
  description: 'Reasons of two versions that hang together, so that many to many is seen whole.',
})
export class ReasonAssociationType {
  constructor(
    readonly association: ReasonAssociation,
    readonly sides: CorrespondenceSides,
  ) {}

  @Field(() => [ReasonStateType], { description: 'The sources; of more than 100 the first.' })
  get sources(): readonly ReasonStateType[] {
    return this.association.sources.slice(0, mostListed).flatMap((id) => this.sides.from.viewById(id) ?? []);
  }

  @Field(() => [ReasonStateType], { description: 'The targets; of more than 100 the first.' })
  get targets(): readonly ReasonStateType[] {
    return this.association.targets.slice(0, mostListed).flatMap((id) => this.sides.to.viewById(id) ?? []);
  }

  @Field(() => Int, { description: 'How many sources there are.' })
  get sourceCount(): number {
    return this.association.sources.length;
  }

  @Field(() => Int, { description: 'How many targets there are.' })
  get targetCount(): number {
    return this.association.targets.length;
  }

  @Field(() => RelationshipEnum, { description: 'How the sources stand to the targets.' })
  get relationship(): Relationship {
    return this.association.relationship;
  }

  @Field(() => ChangeClassEnum, {
    nullable: true,
    description: 'The class of the change; null between taxonomies, and where only a scope changed.',
  })
  get changeClass(): keyof typeof ChangeClassEnum | null {
    const { changeClass } = this.association;
    return changeClass === null ? null : changeClassName(changeClass);
  }

  @Field(() => OriginEnum, { description: 'CURATED where any of it was said by somebody.' })
  get origin(): Origin {
    return this.association.origin;
  }

  @Field(() => [String], { description: 'What was said of its sources.' })
  get notes(): readonly string[] {
    return this.association.notes;
  }
}

@ObjectType('PartialCount', { description: 'How many links have the two flags so.' })
class PartialCountType {
  @Field(() => Boolean, { description: 'Whether only a part of the source is in the target.' })
  sourcePartial!: boolean;

  @Field(() => Boolean, { description: 'Whether only a part of the target comes from the source.' })
  targetPartial!: boolean;

  @Field(() => Int, { description: 'How many links.' })
  links!: number;
}

@ObjectType('Correspondence', {
  description:
    'Which reasons of one version stand for which of another. A reason that is the same in both and meets no other is not named.',
})
export class CorrespondenceType {
  constructor(
    readonly shown: ShownCorrespondence,
    readonly associations: readonly ReasonAssociation[],
    readonly sides: CorrespondenceSides,
  ) {}

  @Field(() => TaxonomyVersionType, { description: 'The version it leads from.' })
  get from(): TaxonomyVersionType {
    return new TaxonomyVersionType(this.shown.from);
  }

  @Field(() => TaxonomyVersionType, { description: 'The version it leads to.' })
  get to(): TaxonomyVersionType {
    return new TaxonomyVersionType(this.shown.to);
  }

  @Field(() => [TaxonomyVersionType], {
    description: 'The versions on the way, both ends included: more than two where it was composed.',
  })
  get path(): readonly TaxonomyVersionType[] {
    return this.shown.versions.map((version) => new TaxonomyVersionType(version));
  }

  @Field(() => Int, {
    nullable: true,
    description: 'Its revision, 1 being what was sealed with the version; null where it was composed.',
  })
  get revision(): number | null {
    return this.shown.record?.revision ?? (this.shown.versions.length === 2 ? 1 : null);
  }

  @Field(() => OriginEnum, { description: 'Where it comes from.' })
  get origin(): Origin {
    return this.shown.record?.origin ?? 'DERIVED';
  }

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the sealed text; null where it was composed or never sealed.',
  })
  get digest(): string | null {
    return this.shown.record?.digest ?? null;
  }

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the table it was imported from; null where it was not.',
  })
  get fileDigest(): string | null {
    return this.shown.record?.fileDigest ?? null;
  }

  @Field(() => String, {
    nullable: true,
    description: 'Why it was revised or imported; null where it was not.',
  })
  get because(): string | null {
    return this.shown.record?.because ?? null;
  }

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When this revision was sealed; null where it was composed or never sealed.',
  })
  get recordedAt(): Date | null {
    return this.shown.record?.recordedAt ?? null;
  }

  @Field(() => Int, { description: 'How many associations there are.' })
  get associationCount(): number {
    return this.associations.length;
  }

  @Field(() => [PartialCountType], { description: 'How many links have which flags.' })
  get partialCounts(): readonly PartialCountType[] {
    return partialCountsOf(this.associations.flatMap(({ links }) => links));
  }
}

function partialCountsOf(links: readonly Link[]): readonly PartialCountType[] {
  const flags = [true, false];
  return flags.flatMap((sourcePartial) =>
    flags.map((targetPartial) => ({
      ...{ sourcePartial, targetPartial },
      links: links.filter(
        (link) => link.partialSource === sourcePartial && link.partialTarget === targetPartial,
      ).length,
    })),
  );
}

export const CorrespondenceLinkConnection = connectionType(
  'CorrespondenceLink',
  () => CorrespondenceLinkType,
  'A page of links, by source.',
);
export const ReasonAssociationConnection = connectionType(
  'ReasonAssociation',
  () => ReasonAssociationType,
  'A page of associations.',
);
