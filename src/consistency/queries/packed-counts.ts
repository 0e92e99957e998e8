import type { CoderId } from '../../contact/domain';
import type { DepartmentId, ReasonId } from '../../platform/ids';
import type { CodedAlike, CodingPart, EvidenceCode, EvidencePurpose } from '../domain';

/** What an exercise came to, as the database hands it out: lists as text, which is read faster than row by row. */
export interface PackedCounts {
  readonly exerciseId: string;
  readonly closedOn: string;
  /** Separated by commas. */
  readonly ids: string;
  /** JSON, `PackedSetting[]`. */
  readonly settings: string;
  /** JSON, whole numbers one after another: contacts, setting, coders, reasons. */
  readonly units: string;
}

type PackedSetting = readonly [
  version: number,
  stratum: number,
  weight: number,
  month: string,
  channel: string | null,
  departmentId: DepartmentId | null,
  parts: readonly CodingPart[],
  outcomes: readonly EvidenceCode['outcome'][],
  adjudicatedOutcome: EvidenceCode['outcome'] | null,
  adjudicatedReasonId: ReasonId | null,
];

/** What contacts have in common beside who coded them as what. */
interface Setting extends Omit<CodedAlike, 'codes' | 'contacts'> {
  readonly parts: readonly CodingPart[];
  readonly outcomes: readonly EvidenceCode['outcome'][];
}

/** The counts of exercises, unpacked. Equal ids are one text, however many exercises they are in. */
export function unpacked(rows: readonly PackedCounts[], purpose: EvidencePurpose): readonly CodedAlike[] {
  const known = new Map<string, string>();
  const found: CodedAlike[] = [];
  for (const row of rows) {
    const ids = row.ids === '' ? [] : row.ids.split(',').map((id) => theOne(known, id));
    const settings = (JSON.parse(row.settings) as readonly PackedSetting[]).map((setting) =>
      settingOf(setting, row, purpose),
    );
    addUnits(found, { ids, settings, units: JSON.parse(row.units) as readonly number[] });
  }
  return found;
}

function theOne(known: Map<string, string>, id: string): string {
  const found = known.get(id);
  if (found !== undefined) return found;
  known.set(id, id);
  return id;
}

function settingOf(
  [version, stratum, weight, month, channel, departmentId, parts, outcomes, outcome, reasonId]: PackedSetting,
  { exerciseId, closedOn }: PackedCounts,
  purpose: EvidencePurpose,
): Setting {
  return {
    ...{ purpose, exerciseId, closedOn, version, stratum, weight, month, channel, departmentId },
    ...{ parts, outcomes, adjudicated: outcome === null ? null : { outcome, reasonId } },
  };
}

interface Packed {
  readonly ids: readonly string[];
  readonly settings: readonly Setting[];
  readonly units: readonly number[];
}

/** There are as many counts as contacts, nearly: each is made in one go. */
function addUnits(found: CodedAlike[], { ids, settings, units }: Packed): void {
  for (let at = 0; at < units.length;) {
    const setting = settings[units[at + 1] ?? -1];
    if (setting === undefined) throw new Error(`expected a setting of a count, but got ${units[at + 1]}`);
    const { parts, outcomes } = setting;
    const codes: EvidenceCode[] = [];
    for (let place = 0; place < parts.length; place += 1) {
      const coder = units[at + 2 + place] ?? -1;
      const reason = units[at + 2 + parts.length + place] ?? -1;
      codes.push({
        part: parts[place] as CodingPart,
        coderId: coder < 0 ? null : (ids[coder] as CoderId),
        outcome: outcomes[place] as EvidenceCode['outcome'],
        reasonId: reason < 0 ? null : (ids[reason] as ReasonId),
      });
    }
    found.push({
      purpose: setting.purpose,
      exerciseId: setting.exerciseId,
      closedOn: setting.closedOn,
      version: setting.version,
      stratum: setting.stratum,
      weight: setting.weight,
      month: setting.month,
      channel: setting.channel,
      departmentId: setting.departmentId,
      codes,
      adjudicated: setting.adjudicated,
      contacts: units[at] ?? 0,
    });
    at += 2 + 2 * parts.length;
  }
}
