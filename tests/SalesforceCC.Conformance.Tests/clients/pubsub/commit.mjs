// A client of a managed subscription that commits one event and ends without a word: node commit.mjs NUMBER LAST
import { connect } from './org.mjs';
import { inbox } from './events.mjs';

const [, , number, last] = process.argv;
const client = await connect();
const box = inbox();
let info;
await client.subscribeWithManagedSubscription('Conformance', (subscription, type, data) => {
  info = subscription;
  box.callback(subscription, type, data);
});
const [event] = await box.take(1, (e) => e.payload.Order_Number__c === number);
await box.take(1, (e) => e.payload.Order_Number__c === last);
client.commitReplayId(info.subscriptionId, event.replayId);
// Commits are acknowledged in the stream, and the client does not say when.
setTimeout(() => process.exit(0), 1_500);
