import { InvalidArgumentError, Option, type Command } from 'commander';
import { codeFormats, compatibilityPolicies } from '../taxonomy/domain';
import { CliError, connect } from './client';

interface CreateOptions {
  readonly name?: string;
  readonly language: readonly string[];
  readonly timeZone: string;
  readonly maxDepth?: number;
  readonly maxFanOut?: number;
  readonly maxLabelLength?: number;
  readonly maxReasons?: number;
  readonly approvals?: number;
  readonly backdating?: string;
  readonly compatibility?: string;
  readonly codeFormat?: string;
  readonly severity: readonly { readonly rule: string; readonly severity: string }[];
  readonly url?: string;
}

interface CreateAnswer {
  readonly createTaxonomy: {
    readonly __typename: string;
    readonly code?: string;
    readonly message?: string;
    readonly taxonomy?: { readonly id: string; readonly key: string };
  };
}

const mutation = `mutation Create($input: CreateTaxonomyInput!) {
  createTaxonomy(input: $input) {
    __typename
    ... on CreateTaxonomyPayload { taxonomy { id key } }
    ... on Problem { code message }
  }
}`;

/** `concordance create KEY`: an empty taxonomy with its policy. */
export function registerCreateCommand(program: Command): void {
  program
    .command('create')
    .description('create a taxonomy')
    .argument('<key>', 'what URLs name it by: lower-case letters, digits and inner hyphens')
    .option('--name <text>', 'its name in the first language; the key where it is left out')
    .option('--language <tag...>', 'a language it is kept in; the first is the default', ['en'])
    .option('--time-zone <zone>', 'the IANA time zone of its days', 'UTC')
    .option('--max-depth <n>', 'levels at most', wholeNumber)
    .option('--max-fan-out <n>', 'choices in a menu at most', wholeNumber)
    .option('--max-label-length <n>', 'characters of a label at most', wholeNumber)
    .option('--max-reasons <n>', 'reasons at most', wholeNumber)
    .option('--approvals <n>', 'approvals that a submission needs; 0 lets an author publish', wholeNumber)
    .addOption(wordOption('--backdating <word>', 'publishing into the past', ['ALLOWED', 'REFUSED']))
    .addOption(wordOption('--compatibility <word>', 'what becomes of published codes', compatibilityPolicies))
    .addOption(wordOption('--code-format <word>', 'how codes are written', codeFormats))
    .option(
      '--severity <rule=word...>',
      'what a finding of a rule does, such as NEAR_DUPLICATE=OFF',
      ruleSeverity,
      [],
    )
    .option('--url <url>', 'where the service is')
    .action(create);
}

async function create(key: string, options: CreateOptions): Promise<void> {
  const client = connect({ url: options.url, role: 'ADMIN' });
  const { maxDepth, maxFanOut, maxLabelLength, maxReasons, approvals } = options;
  const { backdating, compatibility, codeFormat, severity: severities } = options;
  const input = {
    key,
    name: [{ language: options.language[0], text: options.name ?? key }],
    languages: options.language,
    timeZone: options.timeZone,
    policy: {
      ...{ maxDepth, maxFanOut, maxLabelLength, maxReasons, approvals },
      ...{ backdating, compatibility, codeFormat, severities },
    },
  };
  const { createTaxonomy } = await client.graphql<CreateAnswer>(mutation, { input });
  if (createTaxonomy.taxonomy === undefined)
    throw new CliError(`${createTaxonomy.code}: ${createTaxonomy.message}`);
  process.stdout.write(`Created the taxonomy ${createTaxonomy.taxonomy.key}.\n`);
}

const wordOption = (flags: string, description: string, words: readonly string[]): Option =>
  new Option(flags, description).choices(words);

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError(`expected a whole number, but got ${JSON.stringify(text)}`);
}

function ruleSeverity(text: string, earlier: CreateOptions['severity']): CreateOptions['severity'] {
  const [rule, severity, ...rest] = text.split('=');
  if (rule !== undefined && severity !== undefined && rest.length === 0)
    return [...earlier, { rule, severity }];
  throw new InvalidArgumentError(`expected RULE=SEVERITY, but got ${JSON.stringify(text)}`);
}
