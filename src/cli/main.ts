import 'reflect-metadata';
import { Command, CommanderError } from 'commander';
import { TokensError } from '../access/role-tokens';
import { CliError } from './client';

type Register = (program: Command) => unknown;

/** Each is loaded when it is asked for: together they take longer to load than most of them take to run. */
const commands: ReadonlyMap<string, () => Promise<Register>> = new Map([
  ['create', async () => (await import('./create.command.js')).registerCreateCommand],
  ['demo', async () => (await import('./demo.command.js')).registerDemoCommand],
  ['query', async () => (await import('./query.command.js')).registerQueryCommand],
  ['import', async () => (await import('./import.command.js')).registerImportCommand],
  ['export', async () => (await import('./export.command.js')).registerExportCommand],
  ['lint', async () => (await import('./lint.command.js')).registerLintCommand],
  ['ingest', async () => (await import('./ingest.command.js')).registerIngestCommand],
  ['recount', async () => (await import('./recount.command.js')).registerRecountCommand],
  ['resolutions', async () => (await import('./resolutions.command.js')).registerResolutionsCommand],
  ['report', async () => (await import('./report.command.js')).registerReportCommand],
  ['assign', async () => (await import('./assign.command.js')).registerAssignCommand],
  ['correspond', async () => (await import('./correspond.command.js')).registerCorrespondCommand],
  ['tokens', async () => (await import('./tokens.command.js')).registerTokensCommand],
  ['agreement', async () => (await import('./agreement.command.js')).registerAgreementCommand],
]);

/** The command line: thin, through the same commands as the API, over HTTP. All of it where no command is named that there is. */
async function commandLine(asked: string | undefined): Promise<Command> {
  const program = new Command('concordance')
    .description(
      'Governs contact-reason taxonomies. Every command but serve and agreement speaks to a running service.',
    )
    .exitOverride()
    .showHelpAfterError('Options are explained by --help behind the command.');
  program.command('serve').description('start the service, as npm start does');
  const named = asked === undefined ? undefined : commands.get(asked);
  for (const load of named === undefined ? commands.values() : [named]) (await load())(program);
  return program;
}

async function main(): Promise<void> {
  try {
    await (await commandLine(process.argv[2])).parseAsync(process.argv);
  } catch (fault) {
    if (fault instanceof CommanderError) {
      process.exitCode = fault.exitCode;
      return;
    }
    const isExplained = fault instanceof CliError || fault instanceof TokensError;
    process.stderr.write(`${isExplained ? fault.message : (fault as Error).stack}\n`);
    process.exitCode = fault instanceof CliError ? fault.exitCode : 1;
  }
}

void main();
