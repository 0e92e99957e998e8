import type { Dimension } from '../../contact';
import {
  channelDivergences,
  crossTable,
  reasonAtLevel,
  simpsonCheck,
  type ChannelDivergence,
  type ComparedMeasure,
  type Counted,
  type Days,
  type SimpsonCheck,
  type StrataKind,
} from '../domain';
import { CallerError } from '../../platform/caller-error';
import { mustBeBounded } from './from-contacts';
import { segmentRates } from './segment-figures';
import type { UsageFigures } from './usage-figures';

/** How the reasons of each channel differ from those of all. */
export async function divergences(
  figures: UsageFigures,
  level: number | null,
): Promise<readonly ChannelDivergence[]> {
  const { tree } = figures.stated;
  const { rows } = await figures.restated(['channel']);
  return channelDivergences(
    crossTable(
      rows.map(({ channel, reason, contacts }) => ({
        ...{ row: channel, column: reasonAtLevel(tree, reason, level), count: contacts },
      })),
    ),
  );
}

export interface SimpsonQuestion {
  readonly measure: ComparedMeasure;
  readonly by: StrataKind;
  readonly before: Days;
}

const dimensionOf = {
  CHANNEL: 'channel',
  SEGMENT: 'segment',
  DEPARTMENT: 'department',
} as const satisfies Record<StrataKind, Dimension>;

/** Whether a measure changed one way over all and the other way in its parts. */
export async function simpson(figures: UsageFigures, question: SimpsonQuestion): Promise<SimpsonCheck> {
  const earlier = await figures.over(question.before);
  const [before, after] = [await strataOf(earlier, question), await strataOf(figures, question)];
  const codes = question.by === 'DEPARTMENT' ? await codesOf([earlier, figures]) : null;
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  const nothing = { count: 0, of: 0 };
  return simpsonCheck(
    keys.map((key) => ({
      key: key === null || codes === null ? key : (codes.get(key) ?? null),
      ...{ before: before.get(key) ?? nothing, after: after.get(key) ?? nothing },
    })),
  );
}

type Strata = ReadonlyMap<string | null, Counted>;

async function strataOf(figures: UsageFigures, { measure, by }: SimpsonQuestion): Promise<Strata> {
  if (measure === 'CONTACT_RATE') return ratesOf(figures, by);
  const dimension = dimensionOf[by];
  if (measure === 'RESIDUAL_SHARE') {
    const { tree } = figures.stated;
    const { rows } = await figures.restated([dimension]);
    return tallied(rows, dimension, ({ reason }) => tree.path(reason).some(({ residual }) => residual));
  }
  if (
    by !== 'CHANNEL' ||
    figures.question.filter.segments !== null ||
    figures.question.filter.departments !== null
  )
    await mustBeBounded(figures);
  if (measure === 'TOP_BOX_SHARE') {
    const rows = await figures.counts([dimension, 'satisfaction']);
    return tallied(rows, dimension, ({ satisfaction }) => (satisfaction === null ? null : satisfaction >= 4));
  }
  const rows = await figures.counts([dimension, 'escalated']);
  return tallied(rows, dimension, ({ escalated }) => escalated);
}

/** A rate has customers below it, and these are known of segments alone. */
async function ratesOf(figures: UsageFigures, by: StrataKind): Promise<Strata> {
  if (by !== 'SEGMENT')
    throw new CallerError('BAD_USER_INPUT', `by: expected SEGMENT for a contact rate, but got ${by}`);
  const { rates } = await segmentRates(figures);
  const known = rates.flatMap(({ segment, contacts, customers }) =>
    customers === null ? [] : [[segment, { count: contacts, of: customers }] as const],
  );
  return new Map(known);
}

/** What has the property, and what it is known of; null: not known. */
function tallied<Row extends { readonly contacts: number }>(
  rows: readonly Row[],
  dimension: keyof Row,
  has: (row: Row) => boolean | null,
): Strata {
  const strata = new Map<string | null, { count: number; of: number }>();
  for (const row of rows) {
    const answer = has(row);
    if (answer === null) continue;
    const key = (row[dimension] ?? null) as string | null;
    const known = strata.get(key) ?? { count: 0, of: 0 };
    strata.set(key, { count: known.count + (answer ? row.contacts : 0), of: known.of + row.contacts });
  }
  return strata;
}

async function codesOf(both: readonly UsageFigures[]): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(both.map((figures) => figures.departmentCodes()));
  return new Map(found.flatMap((codes) => [...codes]));
}
