import { Field, ID, InputType, Int } from 'type-graphql';
import {
  ContactKindEnum,
  NoteKindEnum,
  PriorityEnum,
  ResolutionUseEnum,
  TargetClockEnum,
  TargetUnitEnum,
  UseCaseGroupEnum,
} from './enums';
import { ScopeDeclarationEnum } from './reason-change.type';
import { ReasonEditInput } from './edit.inputs';

@InputType('SetLabelInput', { description: 'The preferred label in one language.' })
export class SetLabelInput extends ReasonEditInput {
  @Field(() => String, { description: 'The language.' })
  language!: string;

  @Field(() => String, { nullable: true, description: 'The label; null takes it away.' })
  label?: string | null;

  @Field(() => ScopeDeclarationEnum, {
    nullable: true,
    description: 'Whether the reason counts something else under it; null: that is not said.',
  })
  scope?: keyof typeof ScopeDeclarationEnum | null;
}

@InputType('AddSynonymInput', { description: 'Another word for a reason.' })
export class AddSynonymInput extends ReasonEditInput {
  @Field(() => String, { description: 'The language.' })
  language!: string;

  @Field(() => String, { description: 'The word.' })
  text!: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether it serves search and import only.' })
  hidden!: boolean;
}

@InputType('RemoveSynonymInput', { description: 'A synonym to be taken away.' })
export class RemoveSynonymInput extends ReasonEditInput {
  @Field(() => String, { description: 'The language.' })
  language!: string;

  @Field(() => String, { description: 'The word.' })
  text!: string;
}

@InputType('PromoteSynonymInput', { description: 'A synonym that is to be the preferred label.' })
export class PromoteSynonymInput extends ReasonEditInput {
  @Field(() => String, { description: 'The language.' })
  language!: string;

  @Field(() => String, { description: 'The word.' })
  text!: string;
}

@InputType('SetCodeInput', {
  description: 'The code of a reason. The one it had stays bound to it once it was published.',
})
export class SetCodeInput extends ReasonEditInput {
  @Field(() => String, { description: 'The code.' })
  code!: string;
}

@InputType('SetNoteInput', { description: 'A note in one language.' })
export class SetNoteInput extends ReasonEditInput {
  @Field(() => NoteKindEnum, { description: 'Which note.' })
  note!: keyof typeof NoteKindEnum;

  @Field(() => String, { description: 'The language.' })
  language!: string;

  @Field(() => String, { nullable: true, description: 'The text; null takes it away.' })
  text?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'With EXCLUDES only: the reasons it points to; null leaves them as they are.',
  })
  excludes?: string[] | null;

  @Field(() => ScopeDeclarationEnum, { description: 'Whether the edit changes what the reason counts.' })
  scope!: keyof typeof ScopeDeclarationEnum;
}

@InputType('SetResidualInput', { description: 'Whether a reason is declared residual.' })
export class SetResidualInput extends ReasonEditInput {
  @Field(() => Boolean, { description: 'Whether it is.' })
  residual!: boolean;
}

@InputType('SetKindInput', { description: 'What a contact with the reason is.' })
export class SetKindInput extends ReasonEditInput {
  @Field(() => ContactKindEnum, { nullable: true, description: 'The kind; null takes it away.' })
  kind?: keyof typeof ContactKindEnum | null;
}

@InputType('SetUseCaseGroupsInput', { description: 'Which parts of the business a reason concerns.' })
export class SetUseCaseGroupsInput extends ReasonEditInput {
  @Field(() => [UseCaseGroupEnum], { description: 'The groups.' })
  useCaseGroups!: (keyof typeof UseCaseGroupEnum)[];
}

@InputType('SetIntentInput', { description: 'The outcome that the customer wants, in one language.' })
export class SetIntentInput extends ReasonEditInput {
  @Field(() => String, { description: 'The language.' })
  language!: string;

  @Field(() => String, { nullable: true, description: 'The text; null takes it away.' })
  text?: string | null;
}

@InputType('SetPriorityInput', { description: 'How urgent a reason is.' })
export class SetPriorityInput extends ReasonEditInput {
  @Field(() => PriorityEnum, { nullable: true, description: 'The priority; null takes it away.' })
  priority?: keyof typeof PriorityEnum | null;
}

@InputType('ResolutionTargetInput', { description: 'How soon a contact is to be resolved.' })
export class ResolutionTargetInput {
  @Field(() => Int, { description: 'How many units.' })
  amount!: number;

  @Field(() => TargetUnitEnum, { description: 'The unit.' })
  unit!: keyof typeof TargetUnitEnum;

  @Field(() => TargetClockEnum, { description: 'Whether working time or all time is counted.' })
  clock!: keyof typeof TargetClockEnum;
}

@InputType('SetTargetInput', { description: 'How soon contacts with a reason are to be resolved.' })
export class SetTargetInput extends ReasonEditInput {
  @Field(() => ResolutionTargetInput, { nullable: true, description: 'The target; null takes it away.' })
  target?: ResolutionTargetInput | null;
}

@InputType('SetChannelsInput', { description: 'The channels that a reason is offered in.' })
export class SetChannelsInput extends ReasonEditInput {
  @Field(() => [String], { nullable: true, description: 'The codes of channels; null: all of them.' })
  channels?: string[] | null;
}

@InputType('KnowledgeArticleInput', { description: 'Where an agent reads on.' })
export class KnowledgeArticleInput {
  @Field(() => String, { description: 'The title.' })
  title!: string;

  @Field(() => String, { description: 'The address.' })
  url!: string;
}

@InputType('SetArticlesInput', { description: 'The knowledge articles of a reason.' })
export class SetArticlesInput extends ReasonEditInput {
  @Field(() => [KnowledgeArticleInput], { description: 'The articles; they replace those there were.' })
  articles!: KnowledgeArticleInput[];
}

@InputType('FollowUpWithinInput', { description: 'How soon somebody looks at a contact again.' })
export class FollowUpWithinInput {
  @Field(() => Int, { description: 'How many units.' })
  amount!: number;

  @Field(() => TargetUnitEnum, { description: 'The unit.' })
  unit!: keyof typeof TargetUnitEnum;

  @Field(() => TargetClockEnum, { description: 'Whether working time or all time is counted.' })
  clock!: keyof typeof TargetClockEnum;
}

@InputType('MapResolutionInput', { description: 'What a resolution code is to contacts with a reason.' })
export class MapResolutionInput extends ReasonEditInput {
  @Field(() => String, { description: 'The code of the resolution.' })
  resolution!: string;

  @Field(() => ResolutionUseEnum, { description: 'What it is to these contacts.' })
  use!: keyof typeof ResolutionUseEnum;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether it is the default, in place of whatever was before.',
  })
  isDefault!: boolean;

  @Field(() => FollowUpWithinInput, {
    nullable: true,
    description: 'How soon after it somebody looks at the contact again; null: nobody needs to.',
  })
  followUpWithin?: FollowUpWithinInput | null;
}

@InputType('UnmapResolutionInput', { description: 'A resolution code that a reason is mapped to no more.' })
export class UnmapResolutionInput extends ReasonEditInput {
  @Field(() => String, { description: 'The code of the resolution.' })
  resolution!: string;
}
