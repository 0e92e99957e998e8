/** Namespaces by the prefixes that they are usually given. */
export const namespaces = {
  dcterms: 'http://purl.org/dc/terms/',
  owl: 'http://www.w3.org/2002/07/owl#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  schema: 'https://schema.org/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  xkos: 'http://rdf-vocabulary.ddialliance.org/xkos#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

const { dcterms, owl, rdf, schema, skos, xkos } = namespaces;

/** The words that are written and read. */
export const terms = {
  type: `${rdf}type`,
  Concept: `${skos}Concept`,
  ConceptScheme: `${skos}ConceptScheme`,
  hasTopConcept: `${skos}hasTopConcept`,
  topConceptOf: `${skos}topConceptOf`,
  inScheme: `${skos}inScheme`,
  broader: `${skos}broader`,
  narrower: `${skos}narrower`,
  notation: `${skos}notation`,
  prefLabel: `${skos}prefLabel`,
  altLabel: `${skos}altLabel`,
  hiddenLabel: `${skos}hiddenLabel`,
  definition: `${skos}definition`,
  scopeNote: `${skos}scopeNote`,
  example: `${skos}example`,
  inclusionNote: `${xkos}inclusionNote`,
  coreContentNote: `${xkos}coreContentNote`,
  additionalContentNote: `${xkos}additionalContentNote`,
  exclusionNote: `${xkos}exclusionNote`,
  caseLaw: `${xkos}caseLaw`,
  deprecated: `${owl}deprecated`,
  versionInfo: `${owl}versionInfo`,
  isReplacedBy: `${dcterms}isReplacedBy`,
  identifier: `${dcterms}identifier`,
  position: `${schema}position`,
} as const;
