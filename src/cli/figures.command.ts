import type { Command } from 'commander';
import { CliError, connect } from './client';
import { refusal, writeWhole } from './download';

interface FiguresOptions {
  readonly from: string;
  readonly until: string;
  readonly output: string;
  readonly role: string;
  readonly url?: string;
}

/** `concordance figures KEY --from DAY --until DAY`: the figures of a period, as a page with pictures. */
export function registerFiguresCommand(program: Command): void {
  program
    .command('figures')
    .description('write the figures of a period as one page of HTML, with pictures and their numbers')
    .argument('<taxonomy>', 'the key of the taxonomy')
    .requiredOption('--from <day>', 'the first day, such as 2026-01-01')
    .requiredOption('--until <day>', 'the day after the last one')
    .option('--output <file>', 'where to', 'figures.html')
    .option('--role <role>', 'whose token is taken where CONCORDANCE_TOKEN is not set', 'ANALYST')
    .option('--url <url>', 'where the service is')
    .action(writeFigures);
}

async function writeFigures(key: string, options: FiguresOptions): Promise<void> {
  const { from, until, output, role, url } = options;
  const client = connect({ url, role: role.toUpperCase() });
  const days = new URLSearchParams({ from, until }).toString();
  const response = await client.request(`/v1/taxonomies/${encodeURIComponent(key)}/figures/report?${days}`);
  if (response.status === 404)
    throw new CliError(
      `expected the key of a taxonomy, but there is none for ${JSON.stringify(key.slice(0, 100))}`,
    );
  if (!response.ok) throw await refusal(response);
  await writeWhole(response, output);
  process.stderr.write(`Wrote the figures to ${output}.\n`);
}
