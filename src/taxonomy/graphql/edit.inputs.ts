import { InputType, Field, Int, ID } from 'type-graphql';
import type { LocalizedText } from '../domain';
import { CallerError } from '../../platform/caller-error';
import { localId } from '../../platform/graphql/global-id';

@InputType('LocalizedTextInput', { description: 'A text in one language.' })
export class LocalizedTextInput {
  @Field(() => String, { description: 'The language tag, such as en.' })
  language!: string;

  @Field(() => String, { description: 'The text.' })
  text!: string;
}

/** One text per language; a language given twice is the caller's mistake, and is not settled by taking the last. */
export function localizedText(texts: readonly LocalizedTextInput[], field: string): LocalizedText {
  const entries = texts.map(({ language, text }) => [language.toLowerCase(), text] as const);
  const languages = entries.map(([language]) => language);
  const repeated = languages.find((language, at) => languages.indexOf(language) !== at);
  if (repeated === undefined) return Object.fromEntries(entries);
  throw new CallerError(
    'BAD_USER_INPUT',
    `${field}: expected each language once, but got ${JSON.stringify(repeated)} twice`,
  );
}

/** What every edit of a draft names: the draft, and the head it was made on. */
@InputType({ description: 'An edit of a draft.' })
export abstract class EditInput {
  @Field(() => ID, { description: 'The draft.' })
  draft!: string;

  @Field(() => Int, { description: 'The head of the draft that the edit was made on.' })
  expectedHead!: number;
}

/** An edit of one reason. */
@InputType({ description: 'An edit of one reason in a draft.' })
export abstract class ReasonEditInput extends EditInput {
  @Field(() => ID, { description: 'The reason.' })
  reason!: string;
}

export const editOf = ({ draft, expectedHead }: EditInput) => ({
  draftId: localId('Draft', draft, 'draft'),
  expectedHead,
});

export const reasonEditOf = (input: ReasonEditInput) => ({
  ...editOf(input),
  reasonId: localId('Reason', input.reason, 'reason'),
});
