import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { connect } from './org.mjs';
import { inbox } from './events.mjs';

const topic = '/event/Order_Placed__e';
const order = (number) => ({ CreatedDate: Date.now(), CreatedById: '005000000000001AAA', Order_Number__c: { string: number }, Amount__c: { double: 1.25 }, Placed_At__c: { long: 1_790_000_000_000 }, Quantity__c: null, Paid__c: { boolean: true }, Note__c: null });

export const steps = {
  'an event that is published arrives with the key that it was given': async () => {
    const client = await connect();
    const box = inbox();
    await client.subscribeFromEarliestEvent(topic, box.callback);
    const number = randomUUID();
    const key = randomUUID();
    const result = await client.publish(topic, order(number), key);
    assert.equal(result.correlationKey, key);
    const [event] = await box.take(1, (e) => e.payload.Order_Number__c === number);
    assert.deepEqual([event.id, event.replayId, event.payload.Amount__c, event.payload.Paid__c], [key, result.replayId, 1.25, true]);
    client.close();
  },
};
