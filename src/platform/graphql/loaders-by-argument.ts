/** Loaders of one request that differ in an argument of their field: one for each value of it that is asked for. */
export class LoadersByArgument<Argument, Loader> {
  private readonly made = new Map<string, Loader>();

  constructor(private readonly make: (argument: Argument) => Loader) {}

  /** The argument is known by how it is written as JSON. */
  of(argument: Argument): Loader {
    const key = JSON.stringify(argument);
    const known = this.made.get(key);
    if (known !== undefined) return known;
    const loader = this.make(argument);
    this.made.set(key, loader);
    return loader;
  }
}
