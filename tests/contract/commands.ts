import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What every command of the service has, whatever module it belongs to. */
export interface AnyCommand {
  readonly name: string;
  readonly permission: string;
}

const source = join(__dirname, '..', '..', 'src');

/** Every command that a `commands/` folder exports, by itself or in a table of commands. */
export function everyCommand(): readonly AnyCommand[] {
  const exported = folders().flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => Object.values(jest.requireActual<Record<string, unknown>>(join(folder, file)))),
  );
  return exported.flatMap((value) => (isCommand(value) ? [value] : commandsIn(value)));
}

function folders(): readonly string[] {
  return readdirSync(source, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(source, entry.name))
    .filter((module) => readdirSync(module).includes('commands'))
    .map((module) => join(module, 'commands'));
}

const commandsIn = (value: unknown): readonly AnyCommand[] =>
  typeof value === 'object' && value !== null ? Object.values(value).filter(isCommand) : [];

function isCommand(value: unknown): value is AnyCommand {
  return typeof value === 'object' && value !== null && 'execute' in value && 'permission' in value;
}
