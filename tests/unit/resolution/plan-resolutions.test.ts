import type { TaxonomyId } from '../../../src/platform/ids';
import {
  mostResolutions,
  planResolutions,
  type ListedResolution,
  type ResolutionId,
  type ResolutionRecord,
} from '../../../src/resolution/domain';

const record = (code: string, fields: Partial<ResolutionRecord> = {}): ResolutionRecord => ({
  ...{ id: code as ResolutionId, taxonomyId: 't' as TaxonomyId, code, labels: { en: 'Fixed' } },
  ...{ validFrom: null, validUntil: null, revision: 1, ...fields },
});
const listed = (code: string, fields: Partial<ListedResolution> = {}): ListedResolution => ({
  ...{ code, labels: { en: 'Fixed' }, validFrom: null, validUntil: null, ...fields },
});
const momentOf = (text: string): Date | null => {
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? null : moment;
};
const planned = (list: readonly ListedResolution[], known: readonly ResolutionRecord[] = []) =>
  planResolutions(list, { known, languages: ['en', 'nl'], momentOf });

it('adds what is new, revises what is said otherwise, and leaves what it does not name', () => {
  const known = [record('SAME'), record('OTHER'), record('ABSENT')];
  const list = [listed('SAME'), listed('OTHER', { labels: { nl: 'Opgelost' } }), listed('NEW')];
  expect(planned(list, known)).toMatchObject({
    ok: true,
    value: {
      added: [{ code: 'NEW', labels: { en: 'Fixed' } }],
      revised: [{ before: { code: 'OTHER' }, after: { labels: { en: 'Fixed', nl: 'Opgelost' } } }],
      unchanged: 1,
    },
  });
});

it('knows a code however its letters are composed', () => {
  const list = [listed(' Cafe\u0301 ', { labels: { nl: 'Koffie' } })];
  expect(planned(list, [record('Caf\u00e9')])).toMatchObject({
    value: { added: [], revised: [{ after: { code: 'Caf\u00e9', labels: { nl: 'Koffie' } } }] },
  });
});

it('keeps a validity that is not said, and takes one that is', () => {
  const validFrom = new Date('2024-01-01T00:00:00Z');
  const list = [listed('KEPT'), listed('ENDED', { validUntil: '2025-01-01T00:00:00Z' })];
  expect(planned(list, [record('KEPT', { validFrom }), record('ENDED', { validFrom })])).toMatchObject({
    value: {
      unchanged: 1,
      revised: [{ after: { code: 'ENDED', validFrom, validUntil: new Date('2025-01-01T00:00:00Z') } }],
    },
  });
});

it.each([
  ['a code twice', [listed('A'), listed('A')], [[1, 'code']]],
  ['a language that the taxonomy does not keep', [listed('A', { labels: { de: 'Ja' } })], [[0, 'labels']]],
  ['no label of a new one', [listed('A', { labels: {} })], [[0, 'labels']]],
  ['what is no day', [listed('A'), listed('B', { validFrom: 'soon' })], [[1, 'validFrom']]],
  [
    'an end before the start',
    [listed('A', { validFrom: '2025-01-02T00:00:00Z', validUntil: '2025-01-01T00:00:00Z' })],
    [[0, 'validUntil']],
  ],
  ['a code that cannot be stored', [listed('A\u0000')], [[0, 'code']]],
] as const)('refuses the whole of it for %s', (_, list, places) => {
  const outcome = planned(list);
  expect(outcome.ok ? [] : outcome.problem.faults.map(({ index, field }) => [index, field])).toEqual(places);
});

it('refuses more codes than a taxonomy may have', () => {
  const known = Array.from({ length: mostResolutions }, (_, at) => record(`R${at}`));
  expect(planned([listed('R1')], known).ok).toBe(true);
  expect(planned([listed('ONE-MORE')], known)).toMatchObject({
    problem: { code: 'RESOLUTION_LIST_REFUSED', faultCount: 1 },
  });
});
