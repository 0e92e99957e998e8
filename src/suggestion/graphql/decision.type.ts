import { Field, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import { globalId } from '../../platform/graphql/global-id';
import { NodeType } from '../../platform/graphql/node.type';
import type { SuggestionDecisionRecord, Verdict } from '../domain';
import { VerdictEnum } from './suggestion.enums';
import { SuggestionType } from './suggestion.type';

@ObjectType('SuggestionDecision', {
  implements: NodeType,
  description: 'What somebody made of a suggestion, with all that spoke for it then.',
})
export class SuggestionDecisionType implements NodeType {
  readonly typeName = 'SuggestionDecision';

  constructor(readonly record: SuggestionDecisionRecord) {}

  @Field(() => ID, { description: 'Opaque; a retirement names it as its evidence.' })
  get id(): string {
    return globalId('SuggestionDecision', this.record.id);
  }

  @Field(() => VerdictEnum, { description: 'What was decided.' })
  get verdict(): Verdict {
    return this.record.verdict;
  }

  @Field(() => SuggestionType, { description: 'The suggestion as it was then.' })
  get suggestion(): SuggestionType {
    const { suggestion, asOf, windowFrom, windowUntil, version } = this.record;
    return new SuggestionType(suggestion, { asOf, windowFrom, windowUntil, version }, null);
  }

  @Field(() => String, { description: 'Why.' })
  get because(): string {
    return this.record.because;
  }

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Until when it was put off; null: it was not put off.',
  })
  get snoozedUntil(): Date | null {
    return this.record.snoozedUntil;
  }

  @Field(() => Int, {
    nullable: true,
    description: 'The head of the draft that it was accepted into; null: it changes no content.',
  })
  get draftHead(): number | null {
    return this.record.draftHead;
  }

  @Field(() => ID, {
    nullable: true,
    description: 'The offer of a transfer that it became; null: it is about no owner.',
  })
  get transfer(): string | null {
    return this.record.transferId === null ? null : globalId('Transfer', this.record.transferId);
  }

  @Field(() => GraphQLDateTime, { description: 'When it was decided.' })
  get decidedAt(): Date {
    return this.record.decidedAt;
  }
}

export const SuggestionDecisionConnection = connectionType(
  'SuggestionDecision',
  () => SuggestionDecisionType,
  'A page of decisions on suggestions, the newest first.',
);
