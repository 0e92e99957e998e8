import { malformedFile } from './unreadable-file';

/** The lines of a text that comes in parts, none longer than a bound: an endless one is refused and not gathered. */
export class LineText {
  private rest = '';
  private line = 0;

  constructor(private readonly longest: number) {}

  push(part: string): readonly { readonly line: number; readonly text: string }[] {
    const texts = (this.rest + part).split('\n');
    this.rest = texts.pop() ?? '';
    if (this.rest.length > this.longest)
      throw malformedFile(
        `expected lines of at most ${this.longest} characters, but one is longer`,
        this.line + texts.length + 1,
      );
    return texts.map((text) => this.numbered(text));
  }

  /** What is left when no more comes. */
  end(): readonly { readonly line: number; readonly text: string }[] {
    return this.rest === '' ? [] : [this.numbered(this.rest)];
  }

  private numbered(text: string): { readonly line: number; readonly text: string } {
    this.line += 1;
    return { line: this.line, text };
  }
}
