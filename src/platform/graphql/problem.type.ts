import { createUnionType, Field, Int, InterfaceType, ObjectType } from 'type-graphql';
import type { ClassType } from 'type-graphql';

/** What a problem type's class looks like before it has fields: it is filled from the domain's problem. */
@InterfaceType('Problem', {
  description: 'A refusal of the domain: nothing was changed. Each kind carries the facts to act on.',
  resolveType: (problem: ProblemType) => problem.constructor.name,
})
export abstract class ProblemType {
  @Field(() => String, {
    description: 'The kind of refusal, stable for programs; the kinds are those of the implementing types.',
  })
  code!: string;

  @Field(() => String, { description: 'What came and what was expected, for people.' })
  message!: string;
}

interface ProblemView {
  readonly type: new () => ProblemType;
  /** Fields that the schema shows otherwise than the domain keeps them: an id as the node it names. */
  readonly fields: (problem: never) => object;
}

const viewByCode = new Map<string, ProblemView>();

/** Says which codes of the domain a problem type answers for, and how its facts are shown. */
export function answersFor<Facts>(
  type: new () => ProblemType,
  codes: readonly string[],
  fields: (problem: Facts) => object = () => ({}),
): void {
  for (const code of codes) viewByCode.set(code, { type, fields });
}

/** A problem of the domain as the schema shows it. */
export function problemView(problem: { readonly code: string }): ProblemType {
  const view = viewByCode.get(problem.code);
  if (view === undefined) throw new Error(`no problem type answers for the code ${problem.code}`);
  return Object.assign(new view.type(), problem, view.fields(problem as never));
}

@ObjectType('NotFoundProblem', {
  implements: ProblemType,
  description: "What was named does not exist, or is not the caller's to see: the two are not told apart.",
})
export class NotFoundProblem extends ProblemType {
  @Field(() => String, { description: 'What was looked for, such as draft.' })
  subject!: string;
}
answersFor(NotFoundProblem, ['NOT_FOUND']);

@ObjectType('MalformedTextProblem', {
  implements: ProblemType,
  description:
    'A text that cannot be stored or shown: blank, too long, with control characters or broken Unicode.',
})
export class MalformedTextProblem extends ProblemType {
  @Field(() => String, { description: 'The input field that held it.' })
  field!: string;

  @Field(() => String, { description: 'BLANK, CONTROL_CHARACTER, UNPAIRED_SURROGATE or TOO_LONG.' })
  fault!: string;

  @Field(() => Int, { description: 'The index of the first bad character, or the length in code points.' })
  observed!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Code points at most; null where length is not what is wrong.',
  })
  limit!: number | null;
}
answersFor(MalformedTextProblem, ['MALFORMED_TEXT']);

/** A mutation's result: its payload, or one of the problems that its command can be refused with. */
export function resultUnion(mutation: string, payload: ClassType, problems: readonly ClassType[]) {
  const name = mutation.charAt(0).toUpperCase() + mutation.slice(1);
  return createUnionType({
    name: `${name}Result`,
    description: `The outcome of ${mutation}: its payload, or the problem for which nothing was changed.`,
    types: () => [payload, ...problems] as const,
    resolveType: (value: object) =>
      value instanceof ProblemType ? value.constructor.name : `${name}Payload`,
  });
}
