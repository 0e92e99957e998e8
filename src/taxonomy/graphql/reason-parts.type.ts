import { Field, Int, ObjectType } from 'type-graphql';
import type { TaxonomyId } from '../../platform/ids';
import {
  contentOf,
  plainConditions,
  printCondition,
  type EscalationTrigger,
  type LocalizedText,
  type NoteKind,
  type PlainConditions,
  type ResolutionMapping,
} from '../domain';
import {
  NoteKindEnum,
  PriorityEnum,
  ResolutionUseEnum,
  SentimentEnum,
  TargetClockEnum,
  TargetUnitEnum,
} from './enums';

@ObjectType('LocalizedText', { description: 'A text in one language.' })
export class LocalizedTextType {
  @Field(() => String, { description: 'The language tag, such as en.' })
  language!: string;

  @Field(() => String, { description: 'The text.' })
  text!: string;
}

export const localizedTexts = (texts: LocalizedText): LocalizedTextType[] =>
  Object.entries(texts).map(([language, text]) => ({ language, text }));

/** The text in a language that a caller named: any word at all, so that what objects inherit is no text. */
export const textIn = (texts: LocalizedText, language: string): string | null =>
  Object.hasOwn(texts, language.toLowerCase()) ? (texts[language.toLowerCase()] ?? null) : null;

@ObjectType('Synonym', { description: 'Another word for a reason.' })
export class SynonymType {
  @Field(() => String, { description: 'The language tag, such as en.' })
  language!: string;

  @Field(() => String, { description: 'The word.' })
  text!: string;

  @Field(() => Boolean, { description: 'Whether it serves search and import only and is never shown.' })
  hidden!: boolean;
}

@ObjectType('Note', { description: "One note of a reason's guideline, in the languages it is written in." })
export class NoteType {
  @Field(() => NoteKindEnum, { description: 'What the note is about.' })
  kind!: NoteKind;

  @Field(() => [LocalizedTextType], { description: 'The note per language.' })
  texts!: LocalizedTextType[];
}

@ObjectType('ResolutionTarget', { description: 'How soon a contact with the reason is to be resolved.' })
export class ResolutionTargetType {
  @Field(() => Int, { description: 'How many units.' })
  amount!: number;

  @Field(() => TargetUnitEnum, { description: 'The unit.' })
  unit!: keyof typeof TargetUnitEnum;

  @Field(() => TargetClockEnum, { description: 'Whether working time or all time is counted.' })
  clock!: keyof typeof TargetClockEnum;
}

@ObjectType('FollowUpWithin', { description: 'How soon somebody looks at a contact again.' })
export class FollowUpWithinType {
  @Field(() => Int, { description: 'How many units.' })
  amount!: number;

  @Field(() => TargetUnitEnum, { description: 'The unit.' })
  unit!: keyof typeof TargetUnitEnum;

  @Field(() => TargetClockEnum, { description: 'Whether working time or all time is counted.' })
  clock!: keyof typeof TargetClockEnum;
}

@ObjectType('ResolutionMapping', { description: 'What a resolution code is to contacts with a reason.' })
export class ResolutionMappingType {
  constructor(
    readonly taxonomyId: TaxonomyId,
    private readonly mapping: ResolutionMapping,
  ) {}

  @Field(() => String, { description: 'The code of the resolution.' })
  get code(): string {
    return this.mapping.code;
  }

  @Field(() => ResolutionUseEnum, { description: 'What it is to these contacts.' })
  get use(): keyof typeof ResolutionUseEnum {
    return this.mapping.use;
  }

  @Field(() => Boolean, {
    description: 'Whether it is what a contact is resolved with unless something else is said.',
  })
  get isDefault(): boolean {
    return this.mapping.isDefault;
  }

  @Field(() => FollowUpWithinType, {
    nullable: true,
    description: 'How soon after it somebody looks at the contact again; null: nobody needs to.',
  })
  get followUpWithin(): FollowUpWithinType | null {
    return this.mapping.followUpWithin;
  }
}

@ObjectType('EscalationTrigger', {
  description:
    'When its condition holds, a contact goes to the department. The fields that say plain conditions say all of it where they and the department are all there is; `when` always does.',
})
export class EscalationTriggerType {
  constructor(readonly trigger: EscalationTrigger) {}

  @Field(() => String, {
    description:
      'The whole condition in the language of conditions, such as: sentiment <= negative and (repeats >= 2 or channel = PHONE).',
  })
  get when(): string {
    return printCondition(contentOf(this.trigger).condition);
  }

  @Field(() => SentimentEnum, {
    nullable: true,
    description: 'The mood at or below which it fires; null: it is not asked, or only `when` says how.',
  })
  get sentimentAtMost(): keyof typeof SentimentEnum | null {
    return this.plain?.sentimentAtMost ?? null;
  }

  @Field(() => PriorityEnum, {
    nullable: true,
    description: 'The priority at or above which it fires; null: it is not asked, or only `when` says how.',
  })
  get priorityAtLeast(): keyof typeof PriorityEnum | null {
    return this.plain?.priorityAtLeast ?? null;
  }

  @Field(() => Int, {
    nullable: true,
    description: 'The number of repeats from which it fires; null: it is not asked, or only `when` says how.',
  })
  get repeatCountAtLeast(): number | null {
    return this.plain?.repeatCountAtLeast ?? null;
  }

  @Field(() => [String], {
    description: 'Words of which one must be noted; empty: it is not asked, or only `when` says how.',
  })
  get keywords(): readonly string[] {
    return this.plain?.keywords ?? [];
  }

  @Field(() => String, { description: 'The code of the department that takes over.' })
  get department(): string {
    return this.trigger.department;
  }

  @Field(() => ResolutionTargetType, { description: 'Within what time it must have taken over.' })
  get deadline(): ResolutionTargetType {
    return contentOf(this.trigger).deadline;
  }

  @Field(() => Int, {
    nullable: true,
    description: 'The same in minutes of calendar time; null where it is counted otherwise.',
  })
  get deadlineMinutes(): number | null {
    const { amount, unit, clock } = this.deadline;
    return unit === 'MINUTE' && clock === 'CALENDAR' ? amount : null;
  }

  private get plain(): PlainConditions | null {
    return plainConditions(contentOf(this.trigger).condition);
  }
}

@ObjectType('KnowledgeArticle', { description: 'Where an agent reads on.' })
export class KnowledgeArticleType {
  @Field(() => String, { description: 'The title.' })
  title!: string;

  @Field(() => String, { description: 'The address.' })
  url!: string;
}
