import type { Actor, Command, Completed } from '../command/command';
import type { Problem } from '../problem';
import type { Result } from '../result';

/** What a resolver is given, fresh for each request. */
export interface GraphContext<Principal extends Actor = Actor> {
  readonly actor: Principal;
  readonly requestId: string;
  /** One loader per kind and request: what a page of nodes points to comes in one statement. */
  readonly loaders: LoaderRegistry;
  run<Input, Value, Refusal extends Problem>(
    command: Command<Input, Value, Refusal>,
    input: Input,
  ): Promise<Result<Completed<Value>, Refusal>>;
}

/** Loaders by the function that makes them, made when first asked for. */
export class LoaderRegistry {
  private readonly made = new Map<unknown, unknown>();

  get<Loader>(make: () => Loader): Loader {
    const known = this.made.get(make);
    if (known !== undefined) return known as Loader;
    const loader = make();
    this.made.set(make, loader);
    return loader;
  }

  /** What was loaded before a command is not what is there after it. */
  forget(): void {
    this.made.clear();
  }
}
