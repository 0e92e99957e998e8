import { basename } from 'node:path';
import { Option, type Command } from 'commander';
import {
  delimiters,
  encodings,
  formatOfName,
  hierarchies,
  importFormats,
  type ImportFormat,
} from '../exchange/domain';
import { CliError, connect, type ServiceClient } from './client';
import { importExit, importExitCodes } from './import-exit';
import { printImport, type ImportResult } from './import-report';
import { approvalsOf, publishImport } from './publish-import';
import { sendImport } from './send-import';

export interface ImportCommandOptions {
  readonly taxonomy: string;
  readonly format?: ImportFormat;
  readonly map?: string;
  readonly hierarchy?: string;
  readonly language?: string;
  readonly skipRows?: string;
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly blankLevel?: string;
  readonly missingId?: string;
  readonly selfParent?: string;
  readonly duplicateId?: string;
  readonly retired?: string;
  readonly title?: string;
  readonly base?: string;
  readonly retireMissing?: boolean;
  readonly retireAs?: string;
  readonly because?: string;
  readonly dryRun?: boolean;
  readonly publish?: boolean;
  readonly effectiveFrom?: string;
  readonly role?: string;
  readonly url?: string;
}

/** `concordance import FILE`: a file into a draft, and with `--publish` on to review and publication. */
export function registerImportCommand(program: Command): void {
  const command = program
    .command('import')
    .description('bring a file into a taxonomy, as a draft')
    .argument('<file>', 'the file: CSV, TSV, indented text, JSON, SKOS, or the list of a ticket tool')
    .requiredOption('--taxonomy <key>', 'the key of the taxonomy')
    .addOption(
      new Option('--format <format>', 'what it is written in; by its name where left out').choices(
        importFormats,
      ),
    )
    .option(
      '--map <field=column,...>',
      'what its columns hold, such as id=Unique ID,parent=Parent,label=Name,label.nl=Naam',
    )
    .addOption(new Option('--hierarchy <word>', 'how it tells the tree').choices(hierarchies))
    .option('--language <tag>', "the language of its labels; the taxonomy's default where left out")
    .option('--skip-rows <n>', 'lines before its header')
    .addOption(new Option('--encoding <name>', 'how its text is encoded').choices(encodings))
    .addOption(
      new Option('--delimiter <name>', 'what stands between its cells').choices(Object.keys(delimiters)),
    )
    .addOption(
      new Option('--blank-level <word>', 'a filled level under a blank one').choices(['refuse', 'skip']),
    )
    .addOption(new Option('--missing-id <word>', 'a row of a list without an id').choices(['refuse', 'skip']))
    .addOption(
      new Option('--self-parent <word>', 'a reason that is its own parent').choices(['refuse', 'root']),
    )
    .addOption(new Option('--duplicate-id <word>', 'an id on several lines').choices(['refuse', 'first']))
    .addOption(
      new Option('--retired <word>', 'a retired reason that it lists').choices(['keep', 'reactivate']),
    )
    .option('--title <text>', 'what the draft is about')
    .option(
      '--base <n>',
      'the version that it was made for, 0 before the first; refused where another is the newest',
    )
    .option('--retire-missing', 'retire what it does not list; needs --retire-as and --because')
    .option('--retire-as <reason>', 'such as OUTDATED')
    .option('--because <text>', 'why: for what is retired, and for the publication')
    .option('--dry-run', 'show what it would do, and write nothing')
    .option('--publish', 'submit the draft, and publish it where no approval is asked for');
  addConnection(command.option('--effective-from <time>', 'with --publish: from when it is in force'));
  command.addHelpText('after', importExitCodes).action(importFile);
}

const addConnection = (command: Command): Command =>
  command
    .option(
      '--role <role>',
      'whose token is taken where CONCORDANCE_TOKEN is not set: EDITOR, or STEWARD where that can publish',
    )
    .option('--url <url>', 'where the service is');

async function importFile(file: string, options: ImportCommandOptions): Promise<void> {
  mustBeMoment(options);
  const client = await clientFor(options);
  const path = `/v1/taxonomies/${encodeURIComponent(options.taxonomy)}/imports?${queryOf(file, options).toString()}`;
  const result = await sendImport(client, file, path);
  printImport(result, file);
  if (result.problem !== undefined) {
    const isFile = exitOf(result) === importExit.refused;
    throw new CliError(isFile ? `${file} was refused; nothing changed.` : 'Nothing changed.', exitOf(result));
  }
  const { draft = null, outlook } = result;
  if (options.dryRun === true || draft === null) return;
  if (options.publish !== true && (outlook?.blocking ?? 0) === 0) return;
  if ((outlook?.blocking ?? 0) > 0) {
    const message = `The draft ${draft.id} stays open: mend what blocks it, then submit it.`;
    throw new CliError(message, importExit.blocked);
  }
  const { because = `import of ${basename(file)}`, effectiveFrom = null } = options;
  await publishImport(client, draft, { because, effectiveFrom });
}

/** Before anything is sent: a draft that was opened stays open when its publication turns out to be malformed. */
function mustBeMoment({ effectiveFrom, publish }: ImportCommandOptions): void {
  if (effectiveFrom === undefined) return;
  if (publish !== true) throw new CliError('--effective-from: expected --publish with it');
  if (momentFormat.test(effectiveFrom) && !Number.isNaN(Date.parse(effectiveFrom))) return;
  const got = JSON.stringify(effectiveFrom);
  throw new CliError(`--effective-from: expected a time such as 2025-06-01T00:00:00Z, but got ${got}`);
}

const momentFormat = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/i;

/** Where no approval is asked for, one person may do it all: whoever is to publish imports then, too. */
async function clientFor({ url, role, publish, taxonomy }: ImportCommandOptions): Promise<ServiceClient> {
  const client = connect({ url, role: (role ?? 'EDITOR').toUpperCase() });
  if (role !== undefined || publish !== true) return client;
  return (await approvalsOf(client, taxonomy)) === 0 ? connect({ url, role: 'STEWARD' }) : client;
}

const exitOf = ({ problem }: ImportResult): number =>
  problem?.code === 'IMPORT_REFUSED' ? importExit.refused : importExit.failed;

function queryOf(file: string, options: ImportCommandOptions): URLSearchParams {
  const { retireMissing = false, retireAs, because, dryRun, title } = options;
  const isWhole = retireAs !== undefined && because !== undefined;
  if (retireMissing && !isWhole)
    throw new CliError('--retire-missing: expected --retire-as and --because with it');
  if (!retireMissing && retireAs !== undefined)
    throw new CliError('--retire-as: expected --retire-missing with it');
  const format = options.format ?? formatOfName(file);
  if (format === null)
    throw new CliError(`${file}: expected --format, since the name does not tell the format`);
  const { map, hierarchy, language, skipRows, encoding, delimiter, blankLevel, missingId, selfParent } =
    options;
  const { duplicateId, retired, base } = options;
  const given = {
    ...{ format, file: basename(file), title, map, hierarchy, language, skipRows, encoding, delimiter },
    ...{ blankLevel, missingId, selfParent, duplicateId, retired, base },
    ...(dryRun === true ? { dryRun: 'true' } : {}),
    ...(retireMissing ? { retireAs, because } : {}),
  };
  return new URLSearchParams(
    Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
