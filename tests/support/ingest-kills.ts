import { createHash } from 'node:crypto';
import { historyFaults } from './history-faults';
import type { KillPlace } from './kills';
import { mutation, Scenario } from './scenario';
import { startServiceProcess, type ServiceProcess } from './service-process';
import { onConnection } from './test-server';
import { upload } from './uploading';

/** When an ingest is killed: once so many rows are told to be recorded, or so many milliseconds after it was sent. */
export type KillMoment = { readonly atRows: number } | { readonly afterMs: number };

const rowsPerCommit = 500;

/** Kills ingests one after another: the process that finishes one is the one that is killed in the next. */
export class IngestKills {
  private constructor(
    private readonly place: KillPlace,
    private readonly rows: number,
    private service: ServiceProcess,
  ) {}

  static async start(place: KillPlace, rows: number): Promise<IngestKills> {
    return new IngestKills(place, rows, await startServiceProcess(place.dataFolder, place.environment));
  }

  /** Kills an ingest, sends the file again, and answers everything in which the outcome is not that of an uncut one. */
  async kill(moment: KillMoment): Promise<readonly string[]> {
    const scenario = await taxonomyWithReasons(this.service);
    const file = fileOf(this.rows);
    const sent = this.send(scenario.key, file, moment).catch(() => undefined);
    if ('afterMs' in moment) await new Promise((resolve) => setTimeout(resolve, moment.afterMs));
    else await sent;
    await this.service.kill('SIGKILL');
    await sent;
    this.service = await startServiceProcess(this.place.dataFolder, this.place.environment);
    const { body } = await upload(this.service, scenario.key, file, { query: queryOf(file) });
    const { job } = body;
    // One that had come to its end before it was killed is sent again as a whole, and finds all of it unchanged.
    const recorded = Number(job?.['added']) + Number(job?.['unchanged']);
    const found = JSON.stringify([job?.rows, recorded, job?.['rejected']]);
    const wanted = JSON.stringify([this.rows, this.rows - 1, 1]);
    return [
      ...(found === wanted
        ? []
        : [`expected rows, recorded and rejected ${wanted}, but got ${JSON.stringify(body)}`]),
      ...(await this.faults(scenario)),
    ];
  }

  async stop(): Promise<void> {
    await this.service.kill('SIGTERM');
  }

  /** Reads the progress of an upload, and kills where it has come far enough. */
  private async send(key: string, file: string, moment: KillMoment): Promise<void> {
    const query = new URLSearchParams(queryOf(file)).toString();
    const response = await fetch(`${this.service.url}/v1/taxonomies/${key}/contacts?${query}`, {
      method: 'POST',
      headers: {
        ...{ authorization: `Bearer ${this.service.token('ANALYST')}`, accept: 'application/x-ndjson' },
        'content-type': 'text/csv',
      },
      body: file,
    });
    for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      const rows = [
        ...Buffer.from(part)
          .toString()
          .matchAll(/"rows":(\d+)/g),
      ].map(([, count]) => Number(count));
      if ('atRows' in moment && rows.some((count) => count >= moment.atRows)) return;
    }
  }

  private async faults({ taxonomyId: id }: Scenario): Promise<readonly string[]> {
    const taxonomyId = Buffer.from(id, 'base64url').toString().split(':')[1];
    const input = { taxonomy: id, checkOnly: true };
    const call = { name: 'rebuildUsageCounts', input, fields: 'differing' };
    const { differing } = await mutation<{ readonly differing: number }>(this.service, 'ANALYST', call);
    return onConnection(this.place.database.owner, async (client) => {
      const { rows } = await client.query<{ contacts: number; counted: number }>(
        `SELECT (SELECT count(*)::integer FROM contact WHERE taxonomy_id = $1) AS contacts,
           (SELECT sum(contacts)::integer FROM usage_count, unnest(cell_contacts) AS contacts
             WHERE taxonomy_id = $1 AND cube = 'MIX') AS counted`,
        [taxonomyId],
      );
      const expected = this.rows - 1;
      const isRight = rows[0]?.contacts === expected && rows[0].counted === expected && differing === 0;
      const counts = isRight ? [] : [`${JSON.stringify(rows)}, ${differing} counts differ`];
      return [...counts, ...(await historyFaults(client))];
    });
  }
}

const queryOf = (file: string): Readonly<Record<string, string>> => ({
  ...{ source: 'desk', commitEvery: String(rowsPerCommit) },
  digest: createHash('sha256').update(file).digest('hex'),
});

/** One row of it cannot be taken, so that rejections too are told once. */
function fileOf(rows: number): string {
  const lines = Array.from({ length: rows }, (_, at) => {
    const day = String((at % 28) + 1).padStart(2, '0');
    return `c-${at},2025-${String((at % 6) + 1).padStart(2, '0')}-${day}T12:00:00,${at === 777 ? 'none' : `r${at % 5}`}`;
  });
  return ['externalId,occurredAt,reason', ...lines].join('\n');
}

async function taxonomyWithReasons(service: ServiceProcess): Promise<Scenario> {
  const scenario = await Scenario.create(service, { policy: { approvals: 0, backdating: 'ALLOWED' } });
  let draft = await scenario.openDraft('A draft', 'STEWARD');
  for (const code of ['r0', 'r1', 'r2', 'r3', 'r4'])
    draft = (await scenario.createReason(draft, { code, label: code }, 'STEWARD')).draft;
  await scenario.publish(draft, '2024-01-01T00:00:00Z');
  return scenario;
}
