import type { Command, Tx } from '../../platform/command/command';
import type { VersionId } from '../../platform/ids';
import type { NotFound, Problem } from '../../platform/problem';
import { err, ok } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import {
  keepFile,
  lockedEnds,
  newestCorrespondence,
  sealCorrespondence,
  sealedTree,
  filesOfVersion,
  sourcesOfVersion,
  type CorrespondenceHead,
} from '../../taxonomy';
import type { VersionRecord } from '../../taxonomy/domain';
import {
  checkTable,
  namesInFile,
  readAnyFile,
  type CheckedTable,
  type Edition,
  type NameAgreement,
  type ReadOptions,
  type TableFault,
} from '../domain';
import type { CuratedSource } from './curated-source';

const maxListed = 200;

export interface ImportCorrespondenceInput {
  readonly fromVersionId: VersionId;
  readonly toVersionId: VersionId;
  readonly source: CuratedSource;
  /** SHA-256 of the files that the editions must have been imported from; null: not asked. */
  readonly fromFile: string | null;
  readonly toFile: string | null;
  /** Tells what it says, and keeps nothing. */
  readonly dryRun: boolean;
  readonly because: string;
}

/** A table that cannot be taken as it is: nothing of it was. */
export interface CorrespondenceFileRefused extends Problem {
  readonly code: 'CORRESPONDENCE_FILE_REFUSED';
  readonly faults: readonly TableFault[];
  readonly faultCount: number;
}

export interface ImportedCorrespondence extends CorrespondenceHead {
  readonly dryRun: boolean;
  readonly fileDigest: string;
  readonly rows: number;
  readonly links: number;
  readonly sourceNames: NameAgreement;
  readonly targetNames: NameAgreement;
  readonly warnings: readonly TableFault[];
  readonly warningCount: number;
}

/** Takes a table that somebody made between two editions: the file is kept, and what it says sealed as a revision. */
export const importCorrespondence: Command<
  ImportCorrespondenceInput,
  ImportedCorrespondence,
  NotFound | TextProblem | CorrespondenceFileRefused
> = {
  name: 'importCorrespondence',
  permission: 'curateCorrespondence',
  async execute(tx, input, actor) {
    const { source, because, dryRun } = input;
    const ends = await lockedEnds(tx, input.fromVersionId, input.toVersionId);
    if (!ends.ok) return ends;
    const { from, to } = ends.value;
    const reason = mustBeText(because, { field: 'because', maxLength: textLimits.note, multiline: true });
    if (!reason.ok) return reason;
    const editions = {
      from: await editionOf(tx, from),
      to: await editionOf(tx, to),
      isWithin: from.taxonomyId === to.taxonomyId,
    };
    const claims = [
      ...(await fileFaults(tx, from, input.fromFile)),
      ...(await fileFaults(tx, to, input.toFile)),
    ];
    const isReadable = source.table.faults.length === 0;
    const checked = isReadable ? checkTable(source.table, editions) : null;
    const faults = [...claims, ...source.table.faults, ...(checked?.faults ?? [])];
    if (checked === null || faults.length > 0) return err(refused(faults));

    const newest = await newestCorrespondence(tx, from, to);
    const value = told(input, checked, newest?.revision ?? 0);
    if (dryRun || newest?.fileDigest === source.digest) return ok({ value, unchanged: true });
    await keepFile(tx, source.digest, source.bytes);
    const revision = value.revision + 1;
    const sealed = await sealCorrespondence(tx, {
      ...{ from, to, body: checked.body, revision, origin: 'CURATED', actorId: actor.id },
      ...{ fileDigest: source.digest, because: reason.value },
    });
    const { rows, links } = value;
    const subject = { type: 'Version', id: to.id };
    const after = {
      ...{ revision, digest: sealed.digest, file: source.digest, rows, links },
      fromVersionId: from.id,
    };
    const changes = [{ kind: 'importCorrespondence', subject, before: null, after }] as const;
    return ok({ value: { ...value, revision }, changes, because: reason.value });
  },
};

function told(
  { fromVersionId, toVersionId, source, dryRun }: ImportCorrespondenceInput,
  checked: CheckedTable,
  revision: number,
): ImportedCorrespondence {
  const { links, sources: sourceNames, targets: targetNames, warnings } = checked;
  return {
    ...{ fromVersionId, toVersionId, revision, dryRun, fileDigest: source.digest },
    ...{ rows: source.table.rows.length, links, sourceNames, targetNames },
    ...{ warnings: warnings.slice(0, maxListed), warningCount: warnings.length },
  };
}

const refused = (faults: readonly TableFault[]): CorrespondenceFileRefused => ({
  code: 'CORRESPONDENCE_FILE_REFUSED',
  faults: faults.slice(0, maxListed),
  faultCount: faults.length,
  message: `expected a table of these two editions, but got ${faults.length} faults, the first: ${faults[0]?.message ?? 'none'}`,
});

/** A version as it was sealed, and the names of the file that it came from, read as it was read then. */
async function editionOf(tx: Tx, version: VersionRecord): Promise<Edition> {
  const tree = await sealedTree(tx, version.contentDigest);
  const [file] = await filesOfVersion(tx, version);
  if (file === undefined) return { tree, fileNames: null };
  return { tree, fileNames: namesInFile(await readAnyFile(file.bytes, file.readAs as ReadOptions)) };
}

/** A table may name the very files it was made for, whatever number they go by. */
async function fileFaults(
  tx: Tx,
  version: VersionRecord,
  file: string | null,
): Promise<readonly TableFault[]> {
  if (file === null) return [];
  const kept = await sourcesOfVersion(tx, version);
  if (kept.includes(file)) return [];
  const came = kept.length === 0 ? 'none' : kept.join(', ');
  const message = `expected version ${version.number} to have been imported from the file ${file.slice(0, 64)}, but got ${came}`;
  return [{ code: 'OTHER_FILE', line: null, column: null, message }];
}
