// Drives an org's Pub/Sub API with salesforce-pubsub-api-client, step by step, and prints one JSON line a step.
import * as topics from './topics.mjs';
import * as changes from './changes.mjs';
import * as publish from './publish.mjs';
import * as managed from './managed.mjs';
import * as errors from './errors.mjs';

// Managed subscriptions move the clock, so that publishing, which leaves streams behind, comes after them.
const groups = { topics, changes, managed, publish, errors };

for (const [group, { steps }] of Object.entries(groups)) {
  for (const [step, run] of Object.entries(steps)) {
    try {
      await run();
      console.log(JSON.stringify({ group, step }));
    } catch (e) {
      console.log(JSON.stringify({ group, step, error: `${e.name}: ${e.message} ${e.cause?.message ?? ''}` }));
    }
  }
}
process.exit(0);
