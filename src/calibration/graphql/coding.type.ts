import { Field, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import {
  hidesNames,
  type AdjudicationCause,
  type AdjudicationRecord,
  type CodingOutcome,
  type DiscussionNoteRecord,
  type SessionRecord,
} from '../domain';
import type { AssignmentRecord, CodingRecord } from '../queries/coding-reader';
import { AdjudicationCauseEnum, CodingOutcomeEnum } from './session.enums';

/** What codings and adjudications have in common, and what their reason is looked up by. */
export interface Verdict {
  readonly sessionId: SessionRecord['id'];
  readonly content: number;
  readonly outcome: CodingOutcome;
  readonly reasonId: CodingRecord['reasonId'];
}

@ObjectType('OwnCoding', {
  description: "The caller's own coding of an item, which nobody else sees before the reveal.",
})
export class OwnCodingType {
  constructor(
    readonly verdict: Verdict,
    private readonly said: { readonly confidence: number | null; readonly note: string | null },
  ) {}

  @Field(() => CodingOutcomeEnum, { description: 'What was answered.' })
  get outcome(): CodingOutcome {
    return this.verdict.outcome;
  }

  @Field(() => Int, {
    nullable: true,
    description: 'How sure the coder is, 1 (a guess) to 5 (certain); null: not said.',
  })
  get confidence(): number | null {
    return this.said.confidence;
  }

  @Field(() => String, { nullable: true, description: 'What was noted with it; null: nothing.' })
  get note(): string | null {
    return this.said.note;
  }
}

@ObjectType('Assignment', { description: 'What the caller has to code: an item, with one of the contents.' })
export class AssignmentType {
  constructor(readonly record: AssignmentRecord) {}

  @Field(() => Int, {
    description: "Its place in the caller's own order, from 0; two contents of one item share it.",
  })
  get position(): number {
    return this.record.position;
  }

  @Field(() => Int, { description: 'Which of the contents of the session it is to be coded with.' })
  get content(): number {
    return this.record.content;
  }

  @Field(() => Int, { description: 'How often the caller has coded it.' })
  get revision(): number {
    return this.record.revision;
  }

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was last coded; null: it was not.' })
  get codedAt(): Date | null {
    return this.record.codedAt;
  }

  @Field(() => Boolean, { description: 'Whether it was coded after the deadline.' })
  get late(): boolean {
    return this.record.late;
  }

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When the coding was taken back; null: it stands, or there is none.',
  })
  get withdrawnAt(): Date | null {
    return this.record.withdrawnAt;
  }

  @Field(() => OwnCodingType, {
    nullable: true,
    description: 'What the caller answered last; null: nothing yet.',
  })
  get coding(): OwnCodingType | null {
    const { sessionId, content, code } = this.record;
    if (code === null) return null;
    const { outcome, reasonId, confidence, note } = code;
    return new OwnCodingType({ sessionId, content, outcome, reasonId }, { confidence, note });
  }
}

@ObjectType('Coding', { description: 'What one coder answered to an item, once that is revealed.' })
export class CodingType {
  constructor(
    readonly record: CodingRecord,
    readonly session: SessionRecord,
    /** Its letter among the codings of the item with this content. */
    readonly letter: string,
  ) {}

  get verdict(): Verdict {
    const { content, outcome, reasonId } = this.record;
    return { sessionId: this.session.id, content, outcome, reasonId };
  }

  @Field(() => Int, { description: 'Which of the contents of the session it was coded with.' })
  get content(): number {
    return this.record.content;
  }

  @Field(() => CodingOutcomeEnum, { description: 'What was answered.' })
  get outcome(): CodingOutcome {
    return this.record.outcome;
  }

  @Field(() => Int, {
    nullable: true,
    description: 'How sure the coder is, 1 (a guess) to 5 (certain); null: not said.',
  })
  get confidence(): number | null {
    return this.record.confidence;
  }

  @Field(() => String, { nullable: true, description: 'What was noted with it; null: nothing.' })
  get note(): string | null {
    return this.record.note;
  }

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether it came after the deadline; null while names are hidden, since that may name somebody.',
  })
  get late(): boolean | null {
    return hidesNames(this.session) ? null : this.record.late;
  }

  @Field(() => String, {
    name: 'letter',
    description:
      'What it goes by in the discussion of the item: drawn for each item anew, so that it names nobody.',
  })
  get shownLetter(): string {
    return this.letter;
  }
}

@ObjectType('Adjudication', { description: 'What an item is, in the judgement of whoever adjudicated it.' })
export class AdjudicationType {
  constructor(
    readonly record: AdjudicationRecord,
    private readonly sessionId: SessionRecord['id'],
  ) {}

  get verdict(): Verdict {
    const { content, outcome, reasonId } = this.record;
    return { sessionId: this.sessionId, content, outcome, reasonId };
  }

  @Field(() => Int, { description: 'Which of the contents of the session it is with.' })
  get content(): number {
    return this.record.content;
  }

  @Field(() => CodingOutcomeEnum, { description: 'What it is.' })
  get outcome(): CodingOutcome {
    return this.record.outcome;
  }

  @Field(() => String, { description: 'Why it is so.' })
  get rationale(): string {
    return this.record.rationale;
  }

  @Field(() => AdjudicationCauseEnum, {
    nullable: true,
    description: 'Why the coders disagreed; null: not said, since they did not.',
  })
  get cause(): AdjudicationCause | null {
    return this.record.cause;
  }

  @Field(() => Int, { description: 'One more with every revision; given as expectedRevision.' })
  get revision(): number {
    return this.record.revision;
  }

  @Field(() => GraphQLDateTime, { description: 'When it was last said.' })
  get adjudicatedAt(): Date {
    return this.record.adjudicatedAt;
  }
}

@ObjectType('DiscussionNote', { description: 'What somebody said of an item after the reveal.' })
export class DiscussionNoteType {
  constructor(readonly record: DiscussionNoteRecord) {}

  @Field(() => String, { description: 'What was said.' })
  get text(): string {
    return this.record.text;
  }

  @Field(() => GraphQLDateTime, { description: 'When.' })
  get writtenAt(): Date {
    return this.record.writtenAt;
  }
}

export const AssignmentConnection = connectionType(
  'Assignment',
  () => AssignmentType,
  "A page of what the caller has to code, in the caller's own order.",
);
