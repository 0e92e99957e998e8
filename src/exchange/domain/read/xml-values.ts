import { SaxesParser, type SaxesTagNS } from 'saxes';
import { excerpt, type FindingList, type Spot } from '../import-finding';

/** A value of a set: the texts of its elements by name, and where it begins. */
export interface XmlValue {
  readonly texts: ReadonlyMap<string, string>;
  readonly spot: Spot;
}

/** How a document with a list of values is built. */
export interface XmlShape {
  readonly namespace: string;
  /** The element of a value, by the root element it is in. */
  readonly valueIn: Readonly<Record<string, string>>;
  readonly maxValues: number;
}

/** Levels of elements at most: far more than a list of values has. */
const maxDepth = 20;

class Stop extends Error {}

/**
 * The values of an XML document. There is no document type and so no entity but the five of XML itself. Null, and a refusal
 * with line and column, for what is not well-formed and for another document.
 *
 * @example xmlValues('<GlobalValueSet xmlns="...">...', shape, findings)?.[0]?.texts.get('fullName') // 'refund'
 */
export function xmlValues(text: string, shape: XmlShape, findings: FindingList): readonly XmlValue[] | null {
  const reader = new ValueReader(shape, findings);
  try {
    return reader.read(text);
  } catch (fault) {
    if (fault instanceof Stop) return null;
    throw fault;
  }
}

class ValueReader {
  private readonly parser = new SaxesParser({ xmlns: true, position: true });
  private readonly values: XmlValue[] = [];
  private readonly open: string[] = [];
  private texts: Map<string, string> | null = null;
  private spot: Spot = { line: 1, column: 1 };

  constructor(
    private readonly shape: XmlShape,
    private readonly findings: FindingList,
  ) {
    const { parser } = this;
    parser.on('error', ({ message }) => this.stop(excerpt(withoutPlace(message)), 'well-formed XML'));
    parser.on('doctype', () =>
      this.stop('a document type', 'XML without one, and so without entities of its own'),
    );
    parser.on('xmldecl', ({ encoding = 'UTF-8' }) => {
      if (!/^utf-?8$/i.test(encoding)) this.stop(`the encoding ${excerpt(encoding)}`, 'UTF-8');
    });
    parser.on('opentag', (tag) => this.opened(tag));
    parser.on('closetag', () => this.closed());
    parser.on('text', (part) => this.told(part));
    parser.on('cdata', (part) => this.told(part));
  }

  read(text: string): readonly XmlValue[] {
    this.parser.write(text).close();
    return this.values;
  }

  private opened({ local, uri }: SaxesTagNS): void {
    const { valueIn, namespace, maxValues } = this.shape;
    if (this.open.length === 0 && (valueIn[local] === undefined || uri !== namespace)) {
      const roots = Object.keys(valueIn).join(' or ');
      this.stop(`${excerpt(local)} of the namespace ${excerpt(uri)}`, `${roots} of ${namespace}`);
    }
    if (this.open.length >= maxDepth) this.stop('more', `at most ${maxDepth} levels of elements`);
    this.open.push(local);
    if (this.open.length !== 2 || local !== valueIn[this.open[0] ?? '']) return;
    if (this.values.length >= maxValues) this.stop('more', `at most ${maxValues} values`);
    this.texts = new Map();
    this.spot = this.here();
  }

  private told(part: string): void {
    const name = this.open.length === 3 ? this.open.at(-1) : undefined;
    if (name !== undefined && this.texts !== null) this.texts.set(name, (this.texts.get(name) ?? '') + part);
  }

  private closed(): void {
    if (this.open.length === 2 && this.texts !== null) {
      this.values.push({ texts: this.texts, spot: this.spot });
      this.texts = null;
    }
    this.open.pop();
  }

  private here = (): Spot => ({ line: this.parser.line, column: this.parser.column });

  private stop(observed: string, expected: string): never {
    this.findings.refuse('MALFORMED_XML', this.here(), { observed, expected });
    throw new Stop();
  }
}

/** The parser puts line and column before its message, which stand in the finding. */
const withoutPlace = (message: string): string => message.replace(/^\d+:\d+: /, '');
