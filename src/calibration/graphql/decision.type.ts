import { Field, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import { globalId } from '../../platform/graphql/global-id';
import { NodeType } from '../../platform/graphql/node.type';
import type { CodingVerdict, DecisionKind, DecisionRecord, SessionRecord, VerifiedCoding } from '../domain';
import { CodingVerdictEnum, DecisionKindEnum } from './session.enums';

@ObjectType('Decision', {
  implements: NodeType,
  description: 'What a session decided, on the evidence of some of its items.',
})
export class DecisionType implements NodeType {
  readonly typeName = 'Decision';

  constructor(readonly record: DecisionRecord) {}

  @Field(() => ID, { description: 'Opaque.' })
  get id(): string {
    return globalId('Decision', this.record.id);
  }

  @Field(() => DecisionKindEnum, { description: 'What it changes.' })
  get kind(): DecisionKind {
    return this.record.kind;
  }

  @Field(() => String, { description: 'What was decided.' })
  get text(): string {
    return this.record.text;
  }

  @Field(() => GraphQLDateTime, { description: 'When.' })
  get decidedAt(): Date {
    return this.record.decidedAt;
  }

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it was applied to a draft; null: it was not.',
  })
  get appliedAt(): Date | null {
    return this.record.appliedAt;
  }

  @Field(() => Int, {
    nullable: true,
    description: 'The head that the draft had once it was applied; null: it was not.',
  })
  get draftHead(): number | null {
    return this.record.draftHead;
  }
}

@ObjectType('VerifiedCoding', {
  description: 'One giving of one code, held against what the history committed to when it was given.',
})
export class VerifiedCodingType {
  constructor(
    readonly record: VerifiedCoding,
    readonly session: SessionRecord,
    /** Codes and names together would tell who coded what. */
    private readonly withholds: boolean,
  ) {}

  @Field(() => Int, { description: 'Which of the contents of the session it was coded with.' })
  get content(): number {
    return this.record.content;
  }

  @Field(() => Int, {
    description: 'Which giving of the code, from 1: a coder may code again before the reveal.',
  })
  get revision(): number {
    return this.record.revision;
  }

  @Field(() => CodingVerdictEnum, { description: 'How the two stand to one another.' })
  get verdict(): CodingVerdict {
    return this.record.verdict;
  }

  @Field(() => String, {
    nullable: true,
    description:
      'What the history holds, SHA-256 of salt, ":code:" and the code as a JSON text; null where it holds nothing, or while names are hidden.',
  })
  get commitment(): string | null {
    return this.withholds ? null : this.record.commitment;
  }

  @Field(() => String, {
    nullable: true,
    description: 'The code as it was stored; null where it is gone, or while names are hidden.',
  })
  get code(): string | null {
    return this.withholds ? null : (this.record.disclosed?.code ?? null);
  }

  @Field(() => String, {
    nullable: true,
    description: 'The salt that was disclosed with it; null where it is gone, or while names are hidden.',
  })
  get salt(): string | null {
    return this.withholds ? null : (this.record.disclosed?.salt ?? null);
  }
}

export const VerifiedCodingConnection = connectionType(
  'VerifiedCoding',
  () => VerifiedCodingType,
  'A page of codings, by item, content, coder and revision.',
);

@ObjectType('RevealVerification', {
  description:
    'Every code that a session disclosed, held against the commitments of the history, and what counts of it against what the history tells.',
})
export class RevealVerificationType {
  constructor(
    readonly codings: readonly VerifiedCoding[],
    readonly session: SessionRecord,
  ) {}

  @Field(() => Boolean, { description: 'Whether every one matches, and none is missing on either side.' })
  get sound(): boolean {
    return this.matching === this.total;
  }

  @Field(() => Int, { description: 'How many codings there are, those that were changed later included.' })
  get total(): number {
    return this.codings.length;
  }

  @Field(() => Int, { description: 'How many of them match.' })
  get matching(): number {
    return this.codings.filter(({ verdict }) => verdict === 'MATCHES').length;
  }
}
