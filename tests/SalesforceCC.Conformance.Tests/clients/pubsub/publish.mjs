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
  'a batch is confirmed in its order': async () => {
    const client = await connect();
    const keys = [randomUUID(), randomUUID(), randomUUID()];
    const confirmed = await new Promise((resolve, reject) => {
      client.publishBatch(topic, keys.map((key) => ({ id: key, payload: order(key) })), (info, type, data) => {
        if (type === 'publishResponse') resolve(data);
        else if (type === 'error') reject(data);
      });
    });
    assert.deepEqual(confirmed.results.map((r) => r.correlationKey), keys);
    const box = inbox();
    await client.subscribeFromEarliestEvent(topic, box.callback);
    const events = await box.take(3, (e) => keys.includes(e.id));
    assert.deepEqual(events.sort((a, b) => a.replayId - b.replayId).map((e) => e.payload.Order_Number__c), keys);
    client.close();
  },
};
