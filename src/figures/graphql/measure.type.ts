import { Field, Float, ObjectType } from 'type-graphql';
import { GraphQLLocalDate } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import { ReasonStateType, SentimentEnum } from '../../taxonomy/graphql';
import { sentiments, type Sentiment } from '../../taxonomy/domain';
import { noShare, type Share } from '../domain';
import type { Measures } from '../queries/measure-figures';
import type { UsageFigures } from '../queries/usage-figures';
import { FigureMeanType, FigureQuantileType, FigureShareType } from './share.type';

@ObjectType('HandleTime', { description: 'How many seconds contacts took to handle.' })
export class HandleTimeType {
  constructor(private readonly found: Measures['handleTime']) {}

  @Field(() => FigureShareType, { description: 'Of all contacts, those whose handle time is known.' })
  get measured(): FigureShareType {
    return new FigureShareType(this.found.measured);
  }

  @Field(() => FigureMeanType, { description: 'The mean, in seconds.' })
  get mean(): FigureMeanType {
    return new FigureMeanType(this.found.mean);
  }

  @Field(() => FigureQuantileType, { description: 'What half of them do not exceed, in seconds.' })
  get median(): FigureQuantileType {
    return new FigureQuantileType(this.found.median);
  }

  @Field(() => FigureQuantileType, { description: 'What nine of ten do not exceed, in seconds.' })
  get p90(): FigureQuantileType {
    return new FigureQuantileType(this.found.p90);
  }
}

@ObjectType('SatisfactionFigures', { description: 'How satisfied customers were, of those who said so.' })
export class SatisfactionFiguresType {
  constructor(private readonly found: Measures['quality']) {}

  @Field(() => FigureShareType, { description: 'Of all contacts, those whose customer said so.' })
  get answered(): FigureShareType {
    return new FigureShareType(this.found.answered);
  }

  @Field(() => FigureMeanType, { description: 'The mean, from 1 to 5.' })
  get mean(): FigureMeanType {
    return new FigureMeanType(this.found.satisfaction);
  }

  @Field(() => FigureShareType, { description: 'Of those who said so, those who said 4 or 5.' })
  get topBox(): FigureShareType {
    return new FigureShareType(this.found.topBox);
  }
}

@ObjectType('SentimentShare', { description: 'How many contacts had one sentiment.' })
export class SentimentShareType {
  @Field(() => SentimentEnum, { description: 'The sentiment.' })
  sentiment!: Sentiment;

  @Field(() => FigureShareType, { description: 'Of the contacts whose sentiment is known.' })
  share!: FigureShareType;
}

@ObjectType('ContactMeasures', {
  description: 'How long contacts took and how they went. What is not recorded of one is left out of it.',
})
export class ContactMeasuresType {
  constructor(private readonly found: Measures) {}

  @Field(() => Float, { description: 'The contacts; whole unless shares of a split were used.' })
  get contacts(): number {
    return this.found.contacts;
  }

  @Field(() => HandleTimeType, { description: 'How long they took.' })
  get handleTime(): HandleTimeType {
    return new HandleTimeType(this.found.handleTime);
  }

  @Field(() => SatisfactionFiguresType, { description: 'How satisfied their customers were.' })
  get satisfaction(): SatisfactionFiguresType {
    return new SatisfactionFiguresType(this.found.quality);
  }

  @Field(() => FigureShareType, {
    description: 'Of those whose sentiment is known, the negative and very negative ones.',
  })
  get negativeShare(): FigureShareType {
    return new FigureShareType(this.found.quality.negative);
  }

  @Field(() => [SentimentShareType], { description: 'Sentiment by sentiment, the most negative first.' })
  get sentiments(): SentimentShareType[] {
    const { sentiments: found, negative } = this.found.quality;
    const none = (): Share =>
      negative.undefinedBecause === null
        ? { ...negative, count: 0, value: 0 }
        : noShare(negative.undefinedBecause);
    return sentiments.map((sentiment) => ({
      sentiment,
      share: new FigureShareType(found.get(sentiment) ?? none()),
    }));
  }

  @Field(() => FigureShareType, {
    description: 'Of those of which it is recorded, those handed on to somebody who may do more.',
  })
  get escalationShare(): FigureShareType {
    return new FigureShareType(this.found.quality.escalated);
  }

  @Field(() => FigureShareType, {
    description: 'Of those of which it is recorded, those resolved at first contact.',
  })
  get resolvedByFlag(): FigureShareType {
    return new FigureShareType(this.found.quality.firstResolved);
  }
}

@ObjectType('MonthOfMeasures', { description: 'Measures of one month, as far as it lies in the period.' })
export class MonthOfMeasuresType {
  @Field(() => GraphQLLocalDate, { description: 'Its first day.' })
  month!: string;

  @Field(() => ContactMeasuresType, { description: 'The measures of its contacts.' })
  measures!: ContactMeasuresType;
}

@ObjectType('ReasonMeasures', {
  description: 'How long the contacts of a reason, or of all below it, took and how they went.',
})
export class ReasonMeasuresType {
  constructor(
    readonly figures: UsageFigures,
    readonly state: ReasonStateType,
    readonly at: { readonly level: number | null; readonly found: Measures },
  ) {}

  @Field(() => ReasonStateType, {
    description: 'The reason as it stands in the version that figures are stated in.',
  })
  get reason(): ReasonStateType {
    return this.state;
  }

  @Field(() => ContactMeasuresType, { description: 'The measures of its contacts.' })
  get measures(): ContactMeasuresType {
    return new ContactMeasuresType(this.at.found);
  }
}

export const ReasonMeasuresConnection = connectionType(
  'ReasonMeasures',
  () => ReasonMeasuresType,
  'A page of measures, the most contacts first.',
);
