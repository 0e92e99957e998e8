import type { CustomerCounts, Dimension, HandlingRow, UsageRow } from '../../contact';
import type { ReasonId } from '../../platform/ids';
import { byCodeUnits } from '../../platform/text';
import type { TaxonomyRecord } from '../../taxonomy/domain';
import type { ResolutionList } from '../../resolution/domain';
import {
  add,
  codedFields,
  codeQualityOf,
  contactsByReason,
  handledElsewhere,
  isFiltered,
  monthsOf,
  nextMonth,
  reasonAtLevel,
  residualShares,
  restated,
  sumOf,
  type AnnotationRecord,
  type CodedField,
  type CodeQuality,
  type Day,
  type Days,
  type FigureQuestion,
  type HandledElsewhere,
  type ResidualShares,
  type Restatement,
} from '../domain';
import type { FiguresReader, StatedIn } from './figures-reader';

type Coded<By extends Dimension> = Restatement<UsageRow<By | 'reason' | 'version'>>;

/** The figures of one question. What several of them rest on is read once. */
export class UsageFigures {
  private readonly known = new Map<string, Promise<unknown>>();

  constructor(
    readonly reader: FiguresReader,
    private readonly asked: {
      readonly taxonomy: TaxonomyRecord;
      readonly question: FigureQuestion;
      readonly stated: StatedIn;
    },
  ) {}

  get taxonomy(): TaxonomyRecord {
    return this.asked.taxonomy;
  }

  get question(): FigureQuestion {
    return this.asked.question;
  }

  get stated(): StatedIn {
    return this.asked.stated;
  }

  /** The contacts that all of them rest on, as counts are asked for. */
  get window() {
    return { taxonomyId: this.taxonomy.id, ...this.question };
  }

  counts<By extends Dimension>(by: readonly By[]): Promise<readonly UsageRow<By>[]> {
    return this.once(`counts ${by.toSorted().join(' ')}`, () => this.reader.usage.counts(this.window, by));
  }

  /** By the band of the handle time as well, with the seconds added up. */
  handling<By extends Dimension>(by: readonly By[]): Promise<readonly HandlingRow<By>[]> {
    const key = `handling ${by.toSorted().join(' ')}`;
    return this.once(key, () => this.reader.contactFigures.handling(this.window, by));
  }

  /** How many customers made how many contacts. */
  customers(): Promise<CustomerCounts> {
    return this.once('customers', () => this.reader.contactFigures.perCustomer(this.window));
  }

  /** The contacts of each day of the period whatever the filter, in the order of the days: whether any came at all. */
  days(): Promise<readonly { readonly day: Day; readonly contacts: number }[]> {
    const filter = { channels: null, segments: null, departments: null, versions: null };
    return this.once('days', async () => {
      const rows = await this.reader.usage.counts({ ...this.window, filter }, ['day']);
      return rows.toSorted((one, other) => byCodeUnits(one.day, other.day));
    });
  }

  /** The contacts of the period, whatever the filter. */
  async contactsOfDays(): Promise<number> {
    return sumOf(await this.days(), ({ contacts }) => contacts);
  }

  /** What happened on days of the period, the earliest first. */
  annotations(): Promise<readonly AnnotationRecord[]> {
    return this.once('annotations', () => this.reader.annotations.during(this.taxonomy.id, this.question));
  }

  /** Since when single contacts are kept; null: since ever. */
  keptSince(): Promise<Day | null> {
    return this.once('kept', () => this.reader.keptSince(this.taxonomy.id));
  }

  async contacts(): Promise<number> {
    return sumOf(await this.counts(['version']), ({ contacts }) => contacts);
  }

  /** The contacts as they stand in the version that figures are stated in. */
  restated<By extends Dimension = never>(by: readonly By[] = []): Promise<Coded<By>> {
    return this.once(`restated ${by.toSorted().join(' ')}`, async () =>
      restated(await this.counts<By | 'reason' | 'version'>(['reason', 'version', ...by]), this.stated),
    );
  }

  async byReason(level: number | null): Promise<ReadonlyMap<ReasonId, number>> {
    const counts = new Map<ReasonId, number>();
    for (const { reason, contacts } of (await this.restated()).rows)
      add(counts, reasonAtLevel(this.stated.tree, reason, level), contacts);
    return counts;
  }

  async residual(): Promise<ResidualShares> {
    return residualShares(this.stated.tree, contactsByReason((await this.restated()).rows));
  }

  /** Each month by the owners of its end: who took over in a month answers for the whole of it. */
  async handledElsewhere(): Promise<HandledElsewhere> {
    const { rows } = await this.restated(['department', 'month']);
    const months = monthsOf(this.question);
    const { until } = this.question;
    const parts = await Promise.all(
      months.map(async (month) => {
        const end = nextMonth(month) < until ? nextMonth(month) : until;
        const owners = await this.reader.ownersAt(this.taxonomy, end);
        const own = rows.filter((row) => row.month === month);
        return { tree: this.stated.tree, owners, rows: own };
      }),
    );
    return handledElsewhere(parts);
  }

  async codeQuality(): Promise<readonly CodeQuality[]> {
    const contacts = await this.contacts();
    const filtered = isFiltered(this.question.filter);
    const unmapped = new Map<string, number>();
    if (!filtered)
      for (const { field, contacts: count } of await this.unmapped()) add(unmapped, field, count);
    return Promise.all(
      codedFields.map(async (field: CodedField) => {
        const coded = sumOf(await this.counts([field]), (row) => (row[field] === null ? 0 : row.contacts));
        return codeQualityOf(field, {
          contacts,
          coded,
          unmapped: filtered ? null : (unmapped.get(field) ?? 0),
        });
      }),
    );
  }

  unmapped() {
    return this.reader.unmapped(this.taxonomy.id, this.question);
  }

  resolutionCodes(): Promise<ResolutionList> {
    return this.once('resolutions', () => this.reader.resolutions.list(this.taxonomy.id));
  }

  /** The codes of the departments that handled a contact, by their ids. */
  departmentCodes(): Promise<ReadonlyMap<string, string>> {
    return this.once('departments', async () => {
      const rows = await this.counts(['department']);
      const found = await this.reader.departments(rows.flatMap(({ department }) => department ?? []));
      return new Map<string, string>(found.map(({ id, code }) => [id, code]));
    });
  }

  /** The same question of other days, stated in the same version. */
  async over(days: Days): Promise<UsageFigures> {
    const { taxonomy, stated: own } = this.asked;
    const question = { ...this.question, ...days, statedIn: own.version?.number ?? null };
    const stated = (await this.reader.statedIn(taxonomy, question)) ?? own;
    return new UsageFigures(this.reader, { taxonomy, question, stated });
  }

  /** What several figures rest on, read once. */
  once<Value>(key: string, make: () => Promise<Value>): Promise<Value> {
    const known = this.known.get(key);
    if (known !== undefined) return known as Promise<Value>;
    const made = make();
    this.known.set(key, made);
    return made;
  }
}
