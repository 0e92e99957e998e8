import type { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { keptCounts } from '../../src/consistency/persistence/evidence-count-sql';
import { UsageRepository } from '../../src/contact/persistence/usage.repository';
import type { TaxonomyId } from '../../src/platform/ids';
import { mutation, Scenario } from '../support/scenario';
import type { TestService } from '../support/service';
import { localIdOf } from '../support/twin-services';

/** A desk of a thousand reasons and five hundred coders. */
export const desk = {
  reasons: 1_000,
  coders: 500,
  departments: 15,
  resolutions: 20,
  doubleCoded: 200_000,
} as const;

/** Suggestions are made as of this day, of the year before. */
export const asOf = '2026-01-10T12:00:00Z';

const channels = ['PHONE', 'EMAIL', 'CHAT', 'SOCIAL', 'SELF_SERVICE'];
const segments = Array.from({ length: 12 }, (_, at) => `s${at}`);

/** Says what takes its time, where somebody looks on. */
export function tell(text: string): void {
  process.stderr.write(`  ... ${text}\n`);
}

/** A list of fifty groups of twenty reasons, with departments and resolutions, in force since 2024. */
export async function preparedDesk(service: TestService): Promise<Scenario> {
  const severities = [{ rule: 'NEAR_DUPLICATE', severity: 'OFF' }];
  const policy = { maxFanOut: 1_000, approvals: 0, backdating: 'ALLOWED', severities } as const;
  const scenario = await Scenario.create(service, { languages: ['en'], policy: policy as object });
  const groups = Array.from({ length: desk.reasons / 20 }, (_, at) => `g${at},,Group ${at}`);
  const leaves = Array.from(
    { length: desk.reasons },
    (_, at) => `r${at},g${at % groups.length},Reason ${at}`,
  );
  const response = await fetch(`${service.url}/v1/taxonomies/${scenario.key}/imports?format=csv`, {
    method: 'POST',
    headers: { authorization: `Bearer ${service.token('STEWARD')}`, 'content-type': 'text/csv' },
    body: ['code,parent,label.en', ...groups, ...leaves].join('\n'),
  });
  const { draft } = (await response.json()) as {
    readonly draft: { readonly id: string; readonly head: number };
  };
  await scenario.publish(draft, '2024-01-01T00:00:00Z');
  const { taxonomyId: taxonomy } = scenario;
  const text = (code: string) => [{ language: 'en', text: code }];
  for (let at = 0; at < desk.departments; at += 1)
    await mutation(service, 'ADMIN', {
      ...{ name: 'createDepartment', fields: '__typename' },
      input: { taxonomy, code: `d${at}`, name: text(`d${at}`) },
    });
  for (let at = 0; at < desk.resolutions; at += 1)
    await mutation(service, 'STEWARD', {
      ...{ name: 'addResolution', fields: '__typename' },
      input: { taxonomy, code: `o${at}`, labels: text(`o${at}`) },
    });
  return scenario;
}

const coderId = (number: string): string =>
  `('00000000-0000-4000-8000-' || lpad((${number})::text, 12, '0'))::uuid`;

/** What two hundred closed audits of a thousand contacts each would have left: four of five contacts are agreed on. */
export async function fillEvidence(owner: Client, scenario: Scenario): Promise<void> {
  const taxonomyId = localIdOf(scenario.taxonomyId);
  tell(`${desk.doubleCoded} contacts are coded twice`);
  await owner.query(`
    ALTER TABLE coder DISABLE TRIGGER coder_image;
    INSERT INTO coder (id, taxonomy_id, kind, external_id, revision, registered_at)
      SELECT ${coderId('n')}, '${taxonomyId}', 'AGENT', 'bench-' || n, 1, now() FROM generate_series(1, ${desk.coders}) AS n;
    ALTER TABLE coder ENABLE ALWAYS TRIGGER coder_image`);
  await owner.query(`
    WITH leaf AS (
      SELECT array_agg(reason_id ORDER BY code) AS ids FROM code_reservation
      WHERE taxonomy_id = '${taxonomyId}' AND code LIKE 'r%'
    ), drawn AS (
      SELECT n, floor(${desk.reasons} * random() ^ 2)::integer AS reason, random() AS agreed,
        1 + n % ${desk.coders} AS one, 1 + (n * 7 + n / ${desk.coders} + 3) % ${desk.coders} AS two
      FROM generate_series(1, ${desk.doubleCoded}) AS n
    )
    INSERT INTO double_coding (taxonomy_id, item_id, content, exercise_id, purpose, closed_on, version, contact_id, stratum,
      weight, parts, coder_ids, outcomes, reason_ids, month, channel, department_id)
    SELECT '${taxonomyId}', gen_random_uuid(), 0, ('00000000-0000-4000-9000-' || lpad((n / 1000)::text, 12, '0'))::uuid, 'AUDIT',
      date '2025-06-01' + n / 1000, 1, gen_random_uuid(), 0, 1, ARRAY['PRODUCTION', 'PERSON'],
      ARRAY[${coderId('one')}, ${coderId('two')}], ARRAY['REASON', 'REASON'],
      ARRAY[ids[1 + reason], ids[1 + CASE WHEN agreed < 0.8 THEN reason ELSE (reason + 20) % ${desk.reasons} END]],
      date '2025-06-01', 'PHONE', NULL
    FROM drawn, leaf
    WHERE one <> two`);
  await owner.query('ANALYZE double_coding');
  tell('what each audit comes to is counted');
  await owner.query(keptCounts(`taxonomy_id = $1 AND exercise_id::text LIKE '%-9000-%'`), [taxonomyId]);
  await owner.query('ANALYZE evidence_count');
}

const step = 250_000;

/** More contacts of 2025, most reasons of one department and one resolution, until there are so many; then all are counted. */
export async function fillContacts(
  { owner, runtime }: { readonly owner: Client; readonly runtime: DataSource },
  scenario: Scenario,
  [from, to]: readonly [number, number],
): Promise<void> {
  const taxonomyId = localIdOf(scenario.taxonomyId) as TaxonomyId;
  for (let month = 1; month <= 12; month += 1)
    await owner.query(`SELECT open_contact_month('2025-${String(month).padStart(2, '0')}-01')`);
  for (let at = from; at < to; at += step) {
    await owner.query(contactsSql(taxonomyId, { from, to, part: [at, Math.min(at + step, to)] }));
    tell(`${Math.min(at + step, to)} contacts`);
  }
  await owner.query(
    `INSERT INTO usage_month (taxonomy_id, month, counted, loose)
     SELECT $1::uuid, month, false, 0 FROM generate_series('2025-01-01', '2025-12-01', interval '1 month') AS month
     ON CONFLICT DO NOTHING`,
    [taxonomyId],
  );
  tell('all of them are counted');
  await runtime.transaction((tx) => new UsageRepository(tx).rebuild(taxonomyId));
  await owner.query('VACUUM ANALYZE contact, usage_count');
}

interface Part {
  readonly from: number;
  readonly to: number;
  readonly part: readonly [number, number];
}

function contactsSql(taxonomyId: string, { from, to, part }: Part): string {
  const listed = (values: readonly string[]): string => `ARRAY['${values.join("', '")}']`;
  const skewed = (count: number): string => `floor(${count} * random() ^ 2)::integer`;
  const ids = (table: string, where: string): string =>
    `(SELECT array_agg(id ORDER BY code) FROM ${table} WHERE taxonomy_id = '${taxonomyId}' ${where})`;
  return `
    WITH known AS (
      SELECT (SELECT array_agg(reason_id ORDER BY code) FROM code_reservation
          WHERE taxonomy_id = '${taxonomyId}' AND code LIKE 'r%') AS reasons,
        ${ids('department', '')} AS departments, ${ids('resolution', '')} AS resolutions
    ), drawn AS (
      SELECT n, timestamptz '2025-01-01T00:00:00Z' + (n - ${from}) * (interval '365 days' / ${to - from}) AS moment,
        ${skewed(desk.reasons)} AS reason, ${skewed(channels.length)} AS channel, ${skewed(segments.length)} AS segment,
        random() < 0.85 AS is_owned, random() < 0.7 AS is_usual, floor(${desk.departments} * random())::integer AS department,
        ${skewed(desk.resolutions)} AS resolution, 1 + floor(${desk.coders} * random())::integer AS coder
      FROM generate_series(${part[0]}, ${part[1] - 1}) AS n
    )
    INSERT INTO contact (taxonomy_id, id, occurred_at, recorded_at, day, source, external_id, channel, segment, department_id,
      resolution_id, coder_id, reason_id, version)
    SELECT '${taxonomyId}', gen_random_uuid(), moment, moment, (moment AT TIME ZONE 'UTC')::date, 'bench', n::text,
      (${listed(channels)})[1 + channel], (${listed(segments)})[1 + segment],
      departments[1 + CASE WHEN is_owned THEN reason % ${desk.departments} ELSE department END],
      resolutions[1 + CASE WHEN is_usual THEN reason % ${desk.resolutions} ELSE resolution END],
      ${coderId('coder')}, reasons[1 + reason], 1
    FROM drawn, known`;
}
