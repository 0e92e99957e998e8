const quarterMs = 900_000;
const dayMs = 86_400_000;
const keptOffsets = 50_000;

const partsOf = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en', {
    ...{ timeZone, hourCycle: 'h23', era: 'short', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  });

/**
 * The clock on the wall of a time zone, from 1970 on. Each day is looked up once, which is what makes millions of
 * contacts cheap, and on days on which clocks are changed each quarter of an hour; they are changed at quarters, and never twice
 * within a day.
 *
 * @example LocalClock.of('Europe/Amsterdam').dayOf(new Date('2026-03-01T23:30:00Z')) // '2026-03-02'
 */
export class LocalClock {
  private static readonly known = new Map<string, LocalClock>();
  private readonly format: Intl.DateTimeFormat;
  /** Of days on which no clock is changed; null: one is. */
  private readonly offsetsOfDays = new Map<number, number | null>();
  private readonly offsets = new Map<number, number>();
  private readonly days = new Map<number, string>();

  private constructor(timeZone: string) {
    this.format = partsOf(timeZone);
  }

  /** One for each time zone, so that what it has looked up is there for the next part of a file. */
  static of(timeZone: string): LocalClock {
    const known = LocalClock.known.get(timeZone) ?? new LocalClock(timeZone);
    LocalClock.known.set(timeZone, known);
    return known;
  }

  /** The day of a moment, as YYYY-MM-DD. */
  dayOf(moment: Date): string {
    const number = Math.floor(this.shownAt(moment) / dayMs);
    const known = this.days.get(number);
    if (known !== undefined) return known;
    if (this.days.size >= keptOffsets) this.days.clear();
    const day = new Date(number * dayMs).toISOString().slice(0, 10);
    this.days.set(number, day);
    return day;
  }

  /** What the clock shows at a moment, in milliseconds as if it were UTC. */
  shownAt(moment: Date): number {
    const at = moment.getTime();
    return at + this.offsetAt(at);
  }

  /**
   * The moment at which the clock showed a time, given as if it were UTC: the earlier one where it showed it twice, null
   * where it was put forward over it.
   */
  momentOf(shown: number): Date | null {
    const around = [this.offsetAt(shown - dayMs), this.offsetAt(shown + dayMs)];
    const moments = around.map((offset) => shown - offset).filter((at) => at + this.offsetAt(at) === shown);
    return moments.length === 0 ? null : new Date(Math.min(...moments));
  }

  private offsetAt(at: number): number {
    const day = Math.floor(at / dayMs);
    const ofDay = this.offsetsOfDays.get(day);
    if (ofDay !== undefined) return ofDay ?? this.offsetOfQuarter(at);
    if (this.offsetsOfDays.size >= keptOffsets) this.offsetsOfDays.clear();
    const ends = [this.offsetOfQuarter(day * dayMs), this.offsetOfQuarter((day + 1) * dayMs)];
    this.offsetsOfDays.set(day, ends[0] === ends[1] ? (ends[0] ?? null) : null);
    return this.offsetOfQuarter(at);
  }

  private offsetOfQuarter(at: number): number {
    const quarter = Math.floor(at / quarterMs);
    const known = this.offsets.get(quarter);
    if (known !== undefined) return known;
    if (this.offsets.size >= keptOffsets) this.offsets.clear();
    const offset = this.lookUp(quarter * quarterMs) - quarter * quarterMs;
    this.offsets.set(quarter, offset);
    return offset;
  }

  private lookUp(at: number): number {
    const parts = new Map(this.format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    return Date.UTC(
      ...([part('year'), part('month') - 1, part('day')] as const),
      ...([part('hour'), part('minute'), part('second')] as const),
    );
  }
}
