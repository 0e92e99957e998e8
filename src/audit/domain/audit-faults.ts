import { permissions, type Role } from '../../access/domain';
import { largestSeed } from '../../calibration/domain';
import type { CoderId, CoderRecord } from '../../contact/domain';
import { faultOf, mustBeText, textLimits } from '../../platform/text';
import type { AuditField, AuditFault } from './audit-problems';
import type { AuditDesign, AuditPopulation } from './audit';
import { auditLimits } from './audit-words';

/** A coder that an audit is to have, with what they see of production codes. */
export interface WishedCoder extends CoderRecord {
  readonly seesProduction: boolean;
}

/** A wished audit with what was found of what it names. */
export interface AuditWish {
  readonly title: string;
  readonly population: AuditPopulation;
  readonly design: AuditDesign;
  readonly threshold: number;
  /** Leaves of the version; null where there is no such version in force or before. */
  readonly leaves: number | null;
  readonly unknown: { readonly reasons: number; readonly departments: number; readonly channels: number };
  readonly codersGiven: readonly CoderId[];
  readonly coders: readonly WishedCoder[];
  readonly modelsGiven: readonly CoderId[];
  readonly models: readonly WishedCoder[];
  /** Whether the earlier audit that was named can be compared with; true where none was. */
  readonly earlierIsClosed: boolean;
}

const seeing: readonly Role[] = [
  ...permissions.readFigures,
  ...permissions.readContacts,
  ...permissions.addContacts,
  ...permissions.readHistory,
];

/**
 * The roles in which somebody may learn what contacts were coded as in production: by figures of few contacts, by the
 * history, or by sending a contact again and hearing whether it differs. Whoever codes blind holds none of them.
 */
export const rolesThatSeeProduction: readonly Role[] = [...new Set(seeing)];

/**
 * All that is wrong with a wished audit before anything is drawn; nothing where it can be.
 *
 * @example auditFaults({ ...wish, threshold: 2 }) // [{ field: 'threshold', message: 'expected ...' }]
 */
export function auditFaults(wish: AuditWish): readonly AuditFault[] {
  const title = mustBeText(wish.title, { field: 'title', maxLength: textLimits.name });
  const { threshold, leaves, earlierIsClosed } = wish;
  return [
    ...(title.ok ? [] : fault('title', faultOf(title.problem))),
    ...(leaves === null
      ? fault(
          'version',
          'expected a version of the taxonomy, or the number of a pilot below zero, but there is none such',
        )
      : []),
    ...(leaves !== null && leaves < 2
      ? fault('version', `expected at least two leaves to choose from, but there are ${leaves}`)
      : []),
    ...populationFaults(wish),
    ...designFaults(wish),
    ...(threshold > -1 && threshold < 1
      ? []
      : fault('threshold', `expected a value between -1 and 1, but got ${threshold}`)),
    ...coderFaults('coders', wish.codersGiven, wish.coders),
    ...coderFaults('models', wish.modelsGiven, wish.models),
    ...(earlierIsClosed
      ? []
      : fault('earlierAudit', 'expected a closed audit of the taxonomy with the same measure')),
  ];
}

const fault = (field: AuditField, message: string): readonly AuditFault[] => [{ field, message }];

function populationFaults({ population, unknown }: AuditWish): readonly AuditFault[] {
  const { from, until, channels, departments, reasons, coders } = population;
  const lists = { channels, departments, reasons, coders };
  const empty = Object.entries(lists).flatMap(([name, list]) => (list?.length === 0 ? [name] : []));
  return [
    ...(from < until
      ? []
      : fault(
          'population',
          `expected from before until, but got ${from.toISOString()} and ${until.toISOString()}`,
        )),
    ...empty.flatMap((name) =>
      fault('population', `${name}: expected at least one, or null for all, but got none`),
    ),
    ...Object.entries(unknown).flatMap(([name, count]) =>
      count === 0
        ? []
        : fault('population', `${name}: expected ${name} of the taxonomy, but ${count} are none`),
    ),
  ];
}

function designFaults({ design }: AuditWish): readonly AuditFault[] {
  const { size, floorPerReason: floor, acrossDepartments: across, seed, by } = design;
  return [
    ...(size >= 2 && size <= auditLimits.sample
      ? []
      : fault('size', `expected 2 to ${auditLimits.sample} contacts, but got ${size}`)),
    ...(floor === null || (floor >= 1 && floor <= auditLimits.sample)
      ? []
      : fault('floorPerReason', `expected 1 to ${auditLimits.sample}, but got ${floor}`)),
    ...(floor !== null && !by.includes('REASON')
      ? fault('floorPerReason', 'expected strata by REASON with a floor per reason, but there are none')
      : []),
    ...(new Set(by).size === by.length
      ? []
      : fault('design', 'expected each dimension once, but one is named twice')),
    ...(across >= 0 && across <= 1
      ? []
      : fault('acrossDepartments', `expected a share from 0 to 1, but got ${across}`)),
    ...(seed >= 0 && seed <= largestSeed
      ? []
      : fault('seed', `expected a seed from 0 to ${largestSeed}, but got ${seed}`)),
  ];
}

function coderFaults(
  field: 'coders' | 'models',
  given: readonly CoderId[],
  found: readonly WishedCoder[],
): readonly AuditFault[] {
  const [least, most] = field === 'coders' ? [1, auditLimits.coders] : [0, auditLimits.models];
  const { length } = given;
  if (length < least || length > most)
    return fault(field, `expected ${least} to ${most} coders, but got ${length}`);
  if (new Set(given).size < length) return fault(field, 'expected each coder once, but one is named twice');
  const about = (message: string, wrong: (coder: WishedCoder) => boolean): readonly AuditFault[] => {
    const coderIds = found.filter(wrong).map(({ id }) => id);
    return coderIds.length === 0
      ? []
      : [{ field, message: `${message}, but ${coderIds.length} are`, coderIds }];
  };
  const isModel = field === 'models';
  const missing = length - found.length;
  return [
    ...(missing === 0 ? [] : fault(field, `expected coders of the taxonomy, but ${missing} are none`)),
    ...about('expected coders who are not retired', ({ retiredAt }) => retiredAt !== null),
    ...about(
      'expected coders whom somebody signs in as, and none without',
      ({ actorId }) => actorId === null,
    ),
    ...about(
      isModel
        ? 'expected models, and no people'
        : 'expected people, and no models, which are given as models',
      ({ kind }) => (kind === 'MODEL') !== isModel,
    ),
    ...about(
      'expected coders who see no production codes: who reads contacts, figures or the history, or records contacts, cannot code blind',
      ({ seesProduction }) => seesProduction,
    ),
  ];
}
