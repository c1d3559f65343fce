// Drives an org with jsforce, step by step, and prints one JSON line a step: { group, step, error? }.
import { connect } from './connect.mjs';
import * as auth from './auth.mjs';
import * as query from './query.mjs';
import * as records from './records.mjs';
import * as related from './related.mjs';
import * as composite from './composite.mjs';
import * as graphql from './graphql.mjs';
import * as collections from './collections.mjs';
import * as blobs from './blobs.mjs';
import * as describe from './describe.mjs';
import * as errors from './errors.mjs';
import * as flows from './flows.mjs';
import * as tooling from './tooling.mjs';
import * as pages from './pages.mjs';
import * as metadata from './metadata.mjs';
import * as credentials from './credentials.mjs';
import * as soap from './soap.mjs';
import * as bulk from './bulk.mjs';
import * as apex from './apex.mjs';

const groups = { auth, query, records, related, composite, graphql, collections, blobs, describe, errors, flows, tooling, pages, metadata, credentials, soap, bulk, apex };
const org = {
  url: process.env.ORG_URL.replace(/\/$/, ''),
  key: process.env.ORG_KEY,
  secret: process.env.ORG_SECRET,
  package: process.env.ORG_PACKAGE,
};
const connection = await connect(org);

for (const [group, { steps }] of Object.entries(groups)) {
  for (const [step, run] of Object.entries(steps)) {
    try {
      await run(connection, org);
      console.log(JSON.stringify({ group, step }));
    } catch (e) {
      console.log(JSON.stringify({ group, step, error: `${e.name}: ${e.message}` }));
    }
  }
}
