import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { localId, optionalLocalId } from '../../platform/graphql/global-id';
import type { Link, Share, SourceWish } from '../domain';
import { LinkKindEnum, ShareMethodEnum } from './correspondence.enums';

@InputType('ShareInput', { description: 'The part of a source that goes to a target, and how it is known.' })
export class ShareInput {
  @Field(() => Float, { description: 'The part, 0 to 1.' })
  value!: number;

  @Field(() => ShareMethodEnum, { defaultValue: 'GIVEN', description: 'How it is known.' })
  method!: Share['method'];

  @Field(() => Int, { nullable: true, description: 'With MEASURED, on how many contacts; null else.' })
  n?: number | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The revealed session that measured it; null where none did.',
  })
  session?: string | null;
}

@InputType('LinkInput', { description: 'Where contacts of a source are found.' })
export class LinkInput {
  @Field(() => ID, { description: 'The target.' })
  target!: string;

  @Field(() => LinkKindEnum, { description: 'How the target stands to the source.' })
  kind!: Link['kind'];

  @Field(() => ShareInput, { nullable: true, description: 'The part that goes there; null: not known.' })
  share?: ShareInput | null;
}

@InputType('SourceLinksInput', { description: 'What is to be said of one source from now on.' })
export class SourceLinksInput {
  @Field(() => ID, { description: 'The source.' })
  source!: string;

  @Field(() => [LinkInput], { description: 'Every target it has; none: its contacts are found nowhere.' })
  links!: LinkInput[];

  @Field(() => String, { nullable: true, description: 'What there is to say of it; null: nothing.' })
  note?: string | null;
}

@InputType('ReviseCorrespondenceInput', { description: 'A correction of a correspondence.' })
export class ReviseCorrespondenceInputType {
  @Field(() => ID, { description: 'The version it leads from.' })
  fromVersion!: string;

  @Field(() => ID, { description: 'The version it leads to.' })
  toVersion!: string;

  @Field(() => Int, { description: 'The revision that the correction was made on.' })
  expectedRevision!: number;

  @Field(() => [SourceLinksInput], {
    description: 'The sources that are spoken of; all others stay as they are.',
  })
  sources!: SourceLinksInput[];

  @Field(() => String, { description: 'Why.' })
  because!: string;
}

export const sourceWishes = (sources: readonly SourceLinksInput[]): readonly SourceWish[] =>
  sources.map(({ source, links, note }) => ({
    source: localId('Reason', source, 'sources.source'),
    note: note ?? null,
    links: links.map(({ target, kind, share }) => ({
      ...{ target: localId('Reason', target, 'sources.links.target'), kind },
      share: share === null || share === undefined ? null : shareOf(share),
    })),
  }));

const shareOf = ({ value, method, n, session }: ShareInput): Share => ({
  ...{ value, method, n: n ?? null },
  sessionId: optionalLocalId('Session', session, 'sources.links.share.session'),
});

@InputType('CodeCountInput', { description: 'How many contacts were counted by a code.' })
export class CodeCountInput {
  @Field(() => String, { description: 'The code.' })
  code!: string;

  @Field(() => Float, { description: 'How many, 0 or more.' })
  count!: number;
}

@InputType('CountedPeriodInput', { description: 'The counts of one period, in the terms of one version.' })
export class CountedPeriodInput {
  @Field(() => String, { description: 'What the period is called, such as 2026-09.' })
  period!: string;

  @Field(() => Int, { description: 'The number of the version that its contacts were coded in.' })
  version!: number;

  @Field(() => [CodeCountInput], { description: 'The counts.' })
  counts!: CodeCountInput[];
}
