import type { CoderRecord } from '../../contact/domain';
import { faultOf, mustBeText, textLimits } from '../../platform/text';
import { sessionLimits } from './adjudication';
import type { PlanFault } from './session-problems';
import { largestSeed } from './session-order';

/** A plan with what was found of what it names. */
export interface PlanScene {
  readonly title: string;
  readonly contents: readonly { readonly digest: string; readonly leaves: number }[];
  readonly missingContents: number;
  readonly coders: readonly CoderRecord[];
  /** Of the ids that were given. */
  readonly codersGiven: readonly string[];
  readonly items: readonly { readonly hasExcerpt: boolean }[];
  readonly itemsGiven: readonly string[] | null;
  readonly sampleSize: number | null;
  readonly seed: number;
  readonly deadline: Date | null;
  readonly facilitatorMay: boolean;
  readonly now: Date;
}

/**
 * All that is wrong with a plan; nothing where it can be carried out. One or two contents that differ, each with two
 * leaves at least, since with one there is nothing to choose; coders and contacts of the taxonomy, each once.
 *
 * @example planFaults({ ...scene, title: ' ' }) // [{ field: 'title', message: 'expected text ...' }]
 */
export function planFaults(scene: PlanScene): readonly PlanFault[] {
  const title = mustBeText(scene.title, { field: 'title', maxLength: textLimits.name });
  const { deadline, now } = scene;
  return [
    ...(title.ok ? [] : fault('title', faultOf(title.problem))),
    ...contentFaults(scene),
    ...coderFaults(scene),
    ...itemFaults(scene),
    ...(deadline !== null && deadline <= now
      ? fault('deadline', `expected a moment after ${now.toISOString()}, but got ${deadline.toISOString()}`)
      : []),
    ...(scene.facilitatorMay
      ? []
      : fault(
          'facilitator',
          'expected an actor with a role that may runSessions here, but this one has none',
        )),
  ];
}

const fault = (field: PlanFault['field'], message: string): readonly PlanFault[] => [{ field, message }];

function contentFaults({ contents, missingContents }: PlanScene): readonly PlanFault[] {
  const count = contents.length + missingContents;
  if (count < 1 || count > 2) return fault('contents', `expected one or two contents, but got ${count}`);
  if (missingContents > 0)
    return fault('contents', `expected versions and drafts of the taxonomy, but ${missingContents} are none`);
  if (new Set(contents.map(({ digest }) => digest)).size < count)
    return fault('contents', 'expected two contents that differ, but they are the same');
  return contents.some(({ leaves }) => leaves < 2)
    ? fault('contents', 'expected at least two leaves to choose from in each content, but there are fewer')
    : [];
}

function coderFaults({ coders, codersGiven }: PlanScene): readonly PlanFault[] {
  const { length } = codersGiven;
  if (length < 1 || length > sessionLimits.coders)
    return fault('coders', `expected 1 to ${sessionLimits.coders} coders, but got ${length}`);
  if (new Set(codersGiven).size < length)
    return fault('coders', 'expected each coder once, but one is named twice');
  const known = coders.filter(({ retiredAt }) => retiredAt === null).length;
  return known < length
    ? fault('coders', `expected coders of the taxonomy who are not retired, but ${length - known} are none`)
    : [];
}

function itemFaults(scene: PlanScene): readonly PlanFault[] {
  const { items, itemsGiven, sampleSize, seed } = scene;
  if ((itemsGiven === null) === (sampleSize === null))
    return fault('items', 'expected either contacts by hand or a sample, and not both');
  if (seed < 0 || seed > largestSeed)
    return fault('sample', `expected a seed from 0 to ${largestSeed}, but got ${seed}`);
  const wanted = itemsGiven?.length ?? sampleSize ?? 0;
  const field = itemsGiven === null ? 'sample' : 'items';
  if (wanted < 1 || wanted > sessionLimits.items)
    return fault(field, `expected 1 to ${sessionLimits.items} contacts, but got ${wanted}`);
  if (itemsGiven !== null && new Set(itemsGiven).size < wanted)
    return fault('items', 'expected each contact once, but one is named twice');
  if (items.length < wanted)
    return fault(field, `expected ${wanted} contacts of the taxonomy, but there are ${items.length}`);
  const unsaid = items.filter(({ hasExcerpt }) => !hasExcerpt).length;
  if (unsaid > 0)
    return fault(field, `expected contacts with an excerpt to code by, but ${unsaid} have none`);
  const contents = scene.contents.length + scene.missingContents;
  const assignments = items.length * scene.codersGiven.length * contents;
  return assignments > sessionLimits.assignments
    ? fault(
        field,
        `expected at most ${sessionLimits.assignments} codings (contacts x coders x contents), but got ${assignments}`,
      )
    : [];
}
