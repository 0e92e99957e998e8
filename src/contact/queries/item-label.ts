/** The identity of the contact of an item `i`, which outlives the contact, as `k`. */
export const identityOfItem = `contact_identity k ON k.taxonomy_id = i.taxonomy_id AND k.id = i.contact_id`;

/**
 * What an item `i` of a session or audit is called: what the system it comes from knows its contact by, read each time, so that
 * nothing keeps it longer than the contact. One that was purged or erased is known by its own id, and its item by its number.
 */
export const itemLabel = `CASE WHEN k.external_id = k.id::text THEN 'Item ' || i.place + 1 ELSE k.external_id END`;
