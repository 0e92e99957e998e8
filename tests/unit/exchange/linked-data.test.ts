import fc from 'fast-check';
import * as oxigraph from 'oxigraph';
import { runs } from '../../support/properties';
import { growing, reasonId, seed, someOperations } from '../taxonomy/trees';
import { bank } from './bank-tree';
import { accepted, exported, imported, textOf } from './exporting';
import { places } from './importing';
import { someTree } from './some-tree';

const skos = 'http://www.w3.org/2004/02/skos/core#';

/** The statements that another library, made by others in another language, finds in a file. */
const statementsIn = (text: string, format: 'text/turtle' | 'application/ld+json'): readonly string[] =>
  oxigraph
    .parse(text, { format })
    .map((quad) => quad.toString())
    .sort();

const answers = (text: string, query: string): readonly string[] => {
  const store = new oxigraph.Store();
  store.load(text, { format: 'text/turtle' });
  return (store.query(`PREFIX skos: <${skos}> ${query}`) as Map<string, { value: string }>[])
    .map((row) => [...row.values()].map(({ value }) => value).join(' | '))
    .sort();
};

describe('what an independent parser finds', () => {
  const turtle = textOf(exported(bank(), { format: 'turtle' }));

  it('is a concept scheme with its top concepts, hierarchy, notations, labels and notes', () => {
    expect(
      answers(turtle, 'SELECT ?n { ?s a skos:ConceptScheme; skos:hasTopConcept/skos:notation ?n }'),
    ).toEqual(['bill', 'move']);
    expect(answers(turtle, 'SELECT ?n ?b { ?c skos:notation ?n; skos:broader/skos:notation ?b }')).toEqual([
      'money-back | bill',
      'refund | bill',
    ]);
    const texts = 'SELECT ?p ?t { ?c skos:notation "refund"; ?p ?t FILTER(lang(?t) = "en") }';
    expect(answers(turtle, texts).map((row) => row.replace(/^[^ ]*[#/]/, ''))).toEqual([
      'caseLaw | A voucher is none.',
      'exclusionNote | A gift.',
      'inclusionNote | Part of it, too.',
      'altLabel | chargeback',
      'definition | Money that goes back.',
      'example | "I was charged twice"\nor more',
      'hiddenLabel | refnd',
      'prefLabel | The refund',
    ]);
  });

  it('is that a retired reason is deprecated, and by what it is replaced', () => {
    const query = `PREFIX owl: <http://www.w3.org/2002/07/owl#> PREFIX dcterms: <http://purl.org/dc/terms/>
      SELECT ?n ?r { ?c owl:deprecated true; skos:notation ?n; dcterms:isReplacedBy/skos:notation ?r }`;
    const store = new oxigraph.Store();
    store.load(turtle, { format: 'text/turtle' });
    const rows = store.query(`PREFIX skos: <${skos}> ${query}`) as Map<string, { value: string }>[];
    expect(rows.map((row) => [row.get('n')?.value, row.get('r')?.value])).toEqual([['money-back', 'refund']]);
  });

  it('is the same in Turtle and in JSON-LD, whatever the texts', () => {
    const anyTree = fc.oneof(
      someTree,
      someOperations.map((operations) => growing(seed, operations).tree),
    );
    fc.assert(
      fc.property(anyTree, (tree) => {
        const inTurtle = statementsIn(textOf(exported(tree, { format: 'turtle' })), 'text/turtle');
        const inJsonLd = statementsIn(textOf(exported(tree, { format: 'jsonld' })), 'application/ld+json');
        expect(inJsonLd).toEqual(inTurtle);
        expect(inTurtle.length).toBeGreaterThan(tree.size * 4);
      }),
      runs(20),
    );
  });

  it('comes back when that library has written it again, in its own manner and order', async () => {
    const tree = bank();
    const store = new oxigraph.Store();
    store.load(turtle, { format: 'text/turtle' });
    const rewritten = store.dump({ format: 'text/turtle', from_graph_name: oxigraph.defaultGraph() });
    expect((await accepted(rewritten, { tree, read: { format: 'turtle' } })).operations).toEqual([]);
  });
});

describe('a concept scheme of others', () => {
  const prefixes = `@prefix skos: <${skos}> . @prefix ex: <https://example.org/c/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n`;
  const read = { format: 'turtle' } as const;

  it('tells the tree from either side, takes the end of a name for a code, and says what it passes by', async () => {
    const file = `${prefixes} ex:s a skos:ConceptScheme . ex:1 a skos:Concept ; skos:prefLabel "Bill"@en, "Rechnung"@de ; skos:narrower ex:2 .
      ex:2 a skos:Concept ; skos:prefLabel "Refund" ; skos:scopeNote "Money back."@en ; skos:related ex:1 .`;
    const { tree, findings } = await accepted(file, { read });
    expect(tree.byCode('2')).toMatchObject({
      labels: { en: 'Refund' },
      notes: { INCLUDES: { en: 'Money back.' } },
    });
    expect(tree.parent(tree.byCode('2')?.id ?? reasonId(0))?.code).toBe('1');
    expect(findings.findings.map(({ code, observed }) => `${code}: ${observed}`)).toEqual([
      'TEXTS_NOT_READ: 1 in "de"',
      'PROPERTIES_NOT_READ: "skos:related"',
    ]);
  });

  it.each([
    ['a syntax fault', 'ex:1 a skos:Concept\nex:2 a skos:Concept .', 'MALFORMED_RDF@3:-'],
    ['an unknown prefix', 'ex:1 a sk:Concept .', 'MALFORMED_RDF@2:-'],
    [
      'a cycle of two',
      'ex:1 a skos:Concept; skos:prefLabel "A"; skos:broader ex:2 . ex:2 a skos:Concept; skos:prefLabel "B"; skos:broader ex:1 .',
      'CYCLE@-:-',
    ],
    [
      'a concept broader than itself',
      'ex:1 a skos:Concept; skos:prefLabel "A"; skos:broader ex:1 .',
      'SELF_PARENT@-:-',
    ],
    [
      'two parents',
      'ex:1 a skos:Concept; skos:prefLabel "A"; skos:broader ex:2, ex:3 . ex:2 a skos:Concept; skos:prefLabel "B" . ex:3 a skos:Concept; skos:prefLabel "C" .',
      'SEVERAL_PARENTS@-:-',
    ],
    [
      'a parent that is elsewhere',
      'ex:1 a skos:Concept; skos:prefLabel "A"; skos:broader ex:9 .',
      'ORPHAN@-:-',
    ],
    ['two schemes', 'ex:1 a skos:ConceptScheme . ex:2 a skos:ConceptScheme .', 'SEVERAL_SCHEMES@-:-'],
    [
      'two concepts with one notation',
      'ex:1 a skos:Concept; skos:notation "x" . ex:2 a skos:Concept; skos:notation "x" .',
      'DUPLICATE_ID@-:-',
    ],
    ['a concept without label and code', '[] a skos:Concept .', 'MISSING_NAME@-:-'],
    ['no concept', 'ex:1 a ex:Thing .', 'NO_ROWS@-:-'],
    ['half of a surrogate pair', 'ex:1 a skos:Concept; skos:prefLabel "\\uD800" .', 'MALFORMED_TEXT@-:-'],
    ['a NUL', 'ex:1 a skos:Concept; skos:prefLabel "A\\u0000B" .', 'MALFORMED_TEXT@-:-'],
  ])('is refused for %s', async (_, statements, place) => {
    const outcome = await imported(`${prefixes}${statements}`, { read });
    expect(outcome.ok ? [] : places(outcome.problem.faults)).toEqual(expect.arrayContaining([place]));
  });

  it('is read behind a byte order mark, and however deep its nodes are nested', async () => {
    const file = `\ufeff${prefixes}ex:1 a skos:Concept ; skos:prefLabel "A" ; ex:deep ${'[ ex:in '.repeat(20_000)} "x" ${']'.repeat(20_000)} .`;
    expect((await accepted(file, { read })).summary.created).toBe(1);
  });

  it('is refused when it is too large, before it is read', async () => {
    const outcome = await imported(new Uint8Array(17 * 1024 * 1024), { read });
    expect(outcome.ok ? [] : places(outcome.problem.faults)).toEqual(['TOO_LARGE@-:-']);
  });
});

describe('JSON-LD', () => {
  const read = { format: 'jsonld' } as const;

  it('is read as it is written by others: expanded, compacted, with relative names', async () => {
    const file = JSON.stringify([
      {
        '@id': '#1',
        '@type': [`${skos}Concept`],
        [`${skos}prefLabel`]: [{ '@value': 'Bill', '@language': 'en' }],
        [`${skos}notation`]: [{ '@value': '1' }],
      },
      {
        '@id': '#2',
        '@type': [`${skos}Concept`],
        [`${skos}prefLabel`]: [{ '@value': 'Refund' }],
        [`${skos}notation`]: [{ '@value': '2' }],
        [`${skos}broader`]: [{ '@id': '#1' }],
      },
    ]);
    const { tree } = await accepted(file, { read });
    expect(tree.path(tree.byCode('2')?.id ?? reasonId(0)).map(({ code }) => code)).toEqual(['1', '2']);
  });

  it.each([
    ['what is no JSON, with its place', '{\n"@graph": [,]}', 'MALFORMED_JSON@2:12'],
    [
      'a context that is elsewhere',
      '{"@context": "http://127.0.0.1:9/context", "@id": "a:b"}',
      'MALFORMED_RDF@-:-',
    ],
    [
      'a context that imports another',
      '{"@context": {"@version": 1.1, "@import": "http://127.0.0.1:9/x"}}',
      'MALFORMED_RDF@-:-',
    ],
    ['a context that makes no sense', '{"@context": {"a": 5}}', 'MALFORMED_RDF@-:-'],
    ['a type that is none', '{"@type": 5}', 'MALFORMED_RDF@-:-'],
    [
      'a term that is defined by itself',
      '{"@context": {"a": "b:x", "b": "a:y"}, "a": 1}',
      'MALFORMED_RDF@-:-',
    ],
    ['nesting without end', `${'['.repeat(100_000)}`, 'MALFORMED_JSON@1:202'],
    ['another shape', '{"ticket_field": {}}', 'NO_ROWS@-:-'],
    ['a text', '"skos"', 'MALFORMED_RDF@-:-'],
  ])('is refused for %s', async (_, file, place) => {
    const outcome = await imported(file, { read });
    expect(outcome.ok ? [] : places(outcome.problem.faults)).toEqual([place]);
  });

  it('says where the context was to come from, and does not ask there', async () => {
    const outcome = await imported('{"@context": "http://127.0.0.1:9/context"}', { read });
    expect(outcome.ok ? '' : outcome.problem.message).toContain(
      'expected contexts that stand in the file, but got one at "http://127.0.0.1:9/context"',
    );
  });
});
