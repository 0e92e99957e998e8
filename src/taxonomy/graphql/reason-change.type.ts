import { InterfaceType, Field, ObjectType, Int } from 'type-graphql';
import { schemaEnum, wordEnum } from '../../platform/graphql/schema-enum';
import {
  compatibilities,
  diffProperties,
  type ClassifiedEntry,
  type DiffProperty,
  type NoteKind,
} from '../domain';
import { ContentView, ReasonStateType } from './reason-state.type';
import { ReasonType } from './reason.type';
import { SynonymType } from './reason-parts.type';
import { NoteKindEnum } from './enums';
import { GraphQLJSON } from 'graphql-scalars';
import { unreachable } from '../../platform/result';

export const CompatibilityEnum = schemaEnum(
  'Compatibility',
  'How far a reader of the earlier content is served by the later one.',
  {
    PATCH: 'Labels, synonyms, notes and order only.',
    MINOR: 'New reasons, and changes that leave what each code counts as it was.',
    MAJOR: 'What some code counts has changed.',
  } satisfies Readonly<Record<(typeof compatibilities)[number], string>>,
);
export const ScopeDeclarationEnum = schemaEnum(
  'ScopeDeclaration',
  'What an edit of a note does to what the reason counts.',
  {
    EDITORIAL: 'Nothing: it says the same better.',
    SCOPE_CHANGE: 'It counts something else from now on.',
  },
);
export const ReasonPropertyEnum = wordEnum(
  'ReasonProperty',
  'A field of a reason that is compared as a whole.',
  {
    residual: 'Whether it is declared residual.',
    kind: 'The kind of contact.',
    useCaseGroups: 'The use-case groups.',
    intent: 'The intent, per language.',
    priority: 'The priority.',
    target: 'The resolution target.',
    escalations: 'The escalation triggers.',
    channels: 'The channels it is offered in.',
    articles: 'The knowledge articles.',
    resolutions: 'The resolutions it is mapped to.',
  } satisfies Readonly<Record<(typeof diffProperties)[number], string>>,
);
@InterfaceType('ReasonChange', {
  description: 'One typed difference of one reason between two contents.',
  resolveType: (change: ReasonChangeType) => change.constructor.name,
})
export abstract class ReasonChangeType {
  constructor(
    protected readonly entry: ClassifiedEntry,
    protected readonly sides: Sides,
  ) {}

  @Field(() => String, { description: 'The kind of difference: the name of the implementing type.' })
  get kind(): string {
    return this.entry.kind;
  }

  @Field(() => ReasonType, { description: 'Whose.' })
  get reason(): ReasonType {
    return new ReasonType(this.entry.reasonId);
  }

  @Field(() => String, {
    nullable: true,
    description:
      'Its code in the later content, or in the earlier one where it is gone; null where it is in neither.',
  })
  get code(): string | null {
    return this.standing?.code ?? null;
  }

  @Field(() => String, {
    nullable: true,
    description: 'Its label there, in the default language; null where it has none.',
  })
  get label(): string | null {
    return this.standing?.label() ?? null;
  }

  @Field(() => ReasonStateType, {
    nullable: true,
    description: 'The reason in the earlier content; null where it was not there.',
  })
  get from(): ReasonStateType | null {
    return this.sides.from.viewById(this.entry.reasonId);
  }

  @Field(() => ReasonStateType, {
    nullable: true,
    description: 'The reason in the later content; null where it is not there.',
  })
  get to(): ReasonStateType | null {
    return this.sides.to.viewById(this.entry.reasonId);
  }

  @Field(() => String, {
    nullable: true,
    description: 'The GSIM class of change, such as RC5 for a transfer; null where there is none for it.',
  })
  get changeClass(): string | null {
    return this.entry.changeClass;
  }

  private get standing(): ReasonStateType | null {
    return this.to ?? this.from;
  }
}

export interface Sides {
  readonly from: ContentView;
  readonly to: ContentView;
}

@ObjectType('ReasonAdded', { implements: ReasonChangeType, description: 'The reason is new.' })
export class ReasonAdded extends ReasonChangeType {}

@ObjectType('ReasonRemoved', {
  implements: ReasonChangeType,
  description: 'The reason is not there: seen when a later content is compared with an earlier one.',
})
export class ReasonRemoved extends ReasonChangeType {}

@ObjectType('ReasonRetired', {
  implements: ReasonChangeType,
  description: 'The reason is no longer used; its retirement is in its later state.',
})
export class ReasonRetired extends ReasonChangeType {}

@ObjectType('ReasonReactivated', { implements: ReasonChangeType, description: 'The reason is used again.' })
export class ReasonReactivated extends ReasonChangeType {}

@ObjectType('RetirementRevised', {
  implements: ReasonChangeType,
  description: 'The retirement says something else, such as a successor found later.',
})
export class RetirementRevised extends ReasonChangeType {}

@ObjectType('LabelChanged', {
  implements: ReasonChangeType,
  description: 'The label in one language differs.',
})
export class LabelChanged extends ReasonChangeType {
  @Field(() => String, { description: 'The language.' })
  language!: string;

  @Field(() => String, { nullable: true, description: 'The earlier label; null where there was none.' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'The later label; null where there is none.' })
  after!: string | null;
}

@ObjectType('CodeChanged', { implements: ReasonChangeType, description: 'The code differs.' })
export class CodeChanged extends ReasonChangeType {
  @Field(() => String, { description: 'The earlier code.' })
  before!: string;

  @Field(() => String, { description: 'The later code.' })
  after!: string;
}

@ObjectType('ReasonMoved', {
  implements: ReasonChangeType,
  description: 'The reason stands under another parent; what stands below it went with it.',
})
export class ReasonMoved extends ReasonChangeType {
  @Field(() => ReasonStateType, {
    nullable: true,
    description: 'The earlier parent; null: it stood at the root.',
  })
  get fromParent(): ReasonStateType | null {
    return this.from?.parent ?? null;
  }

  @Field(() => ReasonStateType, {
    nullable: true,
    description: 'The later parent; null: it stands at the root.',
  })
  get toParent(): ReasonStateType | null {
    return this.to?.parent ?? null;
  }
}

@ObjectType('SynonymsChanged', { implements: ReasonChangeType, description: 'The synonyms differ.' })
export class SynonymsChanged extends ReasonChangeType {
  @Field(() => [SynonymType], { description: 'Those that came.' })
  added!: SynonymType[];

  @Field(() => [SynonymType], { description: 'Those that went.' })
  removed!: SynonymType[];
}

@ObjectType('NoteChanged', { implements: ReasonChangeType, description: 'A note in one language differs.' })
export class NoteChanged extends ReasonChangeType {
  @Field(() => NoteKindEnum, { description: 'Which note.' })
  note!: NoteKind;

  @Field(() => String, { description: 'The language.' })
  language!: string;

  @Field(() => String, { nullable: true, description: 'The earlier text; null where there was none.' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'The later text; null where there is none.' })
  after!: string | null;

  @Field(() => ScopeDeclarationEnum, { description: 'Whether a change of scope was declared with it.' })
  scope!: keyof typeof ScopeDeclarationEnum;
}

@ObjectType('ExcludesChanged', {
  implements: ReasonChangeType,
  description: 'The EXCLUDES note points elsewhere.',
})
export class ExcludesChanged extends ReasonChangeType {
  @Field(() => [ReasonType], { description: 'The reasons it points to now and did not.' })
  added!: ReasonType[];

  @Field(() => [ReasonType], { description: 'The reasons it pointed to and does not now.' })
  removed!: ReasonType[];
}

@ObjectType('ScopeChanged', {
  implements: ReasonChangeType,
  description: 'What the reason counts was declared changed.',
})
export class ScopeChanged extends ReasonChangeType {
  @Field(() => Int, { description: 'The earlier scope revision.' })
  before!: number;

  @Field(() => Int, { description: 'The later scope revision.' })
  after!: number;
}

@ObjectType('PropertyChanged', {
  implements: ReasonChangeType,
  description: 'A field that is compared as a whole differs.',
})
export class PropertyChanged extends ReasonChangeType {
  @Field(() => ReasonPropertyEnum, { description: 'Which field.' })
  property!: DiffProperty;

  @Field(() => GraphQLJSON, { nullable: true, description: 'Its earlier value; null where it was not set.' })
  before!: unknown;

  @Field(() => GraphQLJSON, { nullable: true, description: 'Its later value; null where it is not set.' })
  after!: unknown;
}

/** The view of one entry of a difference. */
export function changeView(entry: ClassifiedEntry, sides: Sides): ReasonChangeType {
  switch (entry.kind) {
    case 'ReasonAdded':
      return new ReasonAdded(entry, sides);
    case 'ReasonRemoved':
      return new ReasonRemoved(entry, sides);
    case 'ReasonRetired':
      return new ReasonRetired(entry, sides);
    case 'ReasonReactivated':
      return new ReasonReactivated(entry, sides);
    case 'RetirementRevised':
      return new RetirementRevised(entry, sides);
    case 'LabelChanged':
      return filled(new LabelChanged(entry, sides), entry, ['language', 'before', 'after']);
    case 'CodeChanged':
      return filled(new CodeChanged(entry, sides), entry, ['before', 'after']);
    case 'ReasonMoved':
      return new ReasonMoved(entry, sides);
    case 'SynonymsChanged':
      return filled(new SynonymsChanged(entry, sides), entry, ['added', 'removed']);
    case 'NoteChanged':
      return filled(new NoteChanged(entry, sides), entry, ['note', 'language', 'before', 'after', 'scope']);
    case 'ExcludesChanged':
      return Object.assign(new ExcludesChanged(entry, sides), {
        added: entry.added.map((id) => new ReasonType(id)),
        removed: entry.removed.map((id) => new ReasonType(id)),
      });
    case 'ScopeChanged':
      return filled(new ScopeChanged(entry, sides), entry, ['before', 'after']);
    case 'PropertyChanged':
      return filled(new PropertyChanged(entry, sides), entry, ['property', 'before', 'after']);
    default:
      return unreachable(entry);
  }
}

export function filled<View extends object, Entry extends object>(
  view: View,
  entry: Entry,
  fields: readonly (keyof Entry)[],
): View {
  return Object.assign(view, Object.fromEntries(fields.map((field) => [field, entry[field]])));
}
