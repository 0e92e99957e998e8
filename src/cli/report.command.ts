import type { Command } from 'commander';
import { CliError, connect } from './client';
import { refusal, writeWhole } from './download';

interface ReportOptions {
  readonly output: string;
  readonly role: string;
  readonly url?: string;
}

/** `concordance report SESSION`: what a calibration session showed, as a page with pictures. */
export function registerReportCommand(program: Command): void {
  program
    .command('report')
    .description('write the results of a revealed calibration session as one page of HTML, with pictures')
    .argument('<session>', 'the id of the session')
    .option('--output <file>', 'where to', 'session.html')
    .option('--role <role>', 'whose token is taken where CONCORDANCE_TOKEN is not set', 'ANALYST')
    .option('--url <url>', 'where the service is')
    .action(writeReport);
}

async function writeReport(session: string, { output, role, url }: ReportOptions): Promise<void> {
  const client = connect({ url, role: role.toUpperCase() });
  const response = await client.request(`/v1/sessions/${encodeURIComponent(session)}/report`);
  if (response.status === 404)
    throw new CliError(
      `expected the id of a session, but there is none for ${JSON.stringify(session.slice(0, 100))}`,
    );
  if (!response.ok) throw await refusal(response);
  await writeWhole(response, output);
  process.stderr.write(`Wrote the report to ${output}.\n`);
}
