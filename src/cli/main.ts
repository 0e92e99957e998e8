import 'reflect-metadata';
import { Command, CommanderError } from 'commander';
import { TokensError } from '../access/role-tokens';
import { registerAgreementCommand } from './agreement.command';
import { registerAssignCommand } from './assign.command';
import { CliError } from './client';
import { registerCorrespondCommand } from './correspond.command';
import { registerCreateCommand } from './create.command';
import { registerDemoCommand } from './demo.command';
import { registerQueryCommand } from './query.command';
import { registerExportCommand } from './export.command';
import { registerIngestCommand } from './ingest.command';
import { registerRecountCommand } from './recount.command';
import { registerResolutionsCommand } from './resolutions.command';
import { registerImportCommand } from './import.command';
import { registerLintCommand } from './lint.command';
import { registerReportCommand } from './report.command';
import { registerTokensCommand } from './tokens.command';

/** The command line: thin, through the same commands as the API, over HTTP. */
function commandLine(): Command {
  const program = new Command('concordance')
    .description(
      'Governs contact-reason taxonomies. Every command but serve and agreement speaks to a running service.',
    )
    .exitOverride()
    .showHelpAfterError('Options are explained by --help behind the command.');
  program.command('serve').description('start the service, as npm start does');
  registerCreateCommand(program);
  registerDemoCommand(program);
  registerQueryCommand(program);
  registerImportCommand(program);
  registerExportCommand(program);
  registerLintCommand(program);
  registerIngestCommand(program);
  registerRecountCommand(program);
  registerResolutionsCommand(program);
  registerReportCommand(program);
  registerAssignCommand(program);
  registerCorrespondCommand(program);
  registerTokensCommand(program);
  registerAgreementCommand(program);
  return program;
}

async function main(): Promise<void> {
  try {
    await commandLine().parseAsync(process.argv);
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
