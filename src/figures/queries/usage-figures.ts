import type { Dimension, UsageRow } from '../../contact';
import type { ReasonId } from '../../platform/ids';
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
  type CodedField,
  type CodeQuality,
  type FigureQuestion,
  type HandledElsewhere,
  type ResidualShares,
  type Restatement,
} from '../domain';
import type { FiguresReader, StatedIn } from './figures-reader';

type Coded<By extends Dimension> = Restatement<UsageRow<By | 'reason' | 'version'>>;

/** The figures of one question. What several of them rest on is read once. */
export class UsageFigures {
  private readonly counted = new Map<string, Promise<unknown>>();
  private readonly restatements = new Map<string, Promise<unknown>>();
  private codes: Promise<ResolutionList> | null = null;
  private departments: Promise<ReadonlyMap<string, string>> | null = null;

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
    const key = by.toSorted().join(' ');
    const known = this.counted.get(key);
    if (known !== undefined) return known as Promise<readonly UsageRow<By>[]>;
    const made = this.reader.usage.counts(this.window, by);
    this.counted.set(key, made);
    return made;
  }

  async contacts(): Promise<number> {
    return sumOf(await this.counts(['version']), ({ contacts }) => contacts);
  }

  /** The contacts as they stand in the version that figures are stated in. */
  restated<By extends Dimension = never>(by: readonly By[] = []): Promise<Coded<By>> {
    const key = by.toSorted().join(' ');
    const known = this.restatements.get(key);
    if (known !== undefined) return known as Promise<Coded<By>>;
    const made = this.counts<By | 'reason' | 'version'>(['reason', 'version', ...by]).then((rows) =>
      restated(rows, this.stated),
    );
    this.restatements.set(key, made);
    return made;
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
    this.codes ??= this.reader.resolutions.list(this.taxonomy.id);
    return this.codes;
  }

  /** The codes of the departments that handled a contact, by their ids. */
  departmentCodes(): Promise<ReadonlyMap<string, string>> {
    this.departments ??= this.counts(['department']).then(async (rows) => {
      const found = await this.reader.departments(rows.flatMap(({ department }) => department ?? []));
      return new Map<string, string>(found.map(({ id, code }) => [id, code]));
    });
    return this.departments;
  }
}
