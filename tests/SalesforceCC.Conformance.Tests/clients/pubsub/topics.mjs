import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { connect, rest } from './org.mjs';
import { inbox } from './events.mjs';

const topic = '/event/Order_Placed__e';
const numbered = (number) => (e) => e.payload.Order_Number__c === number;

export const steps = {
  'what is published by REST arrives with its UUID': async () => {
    const client = await connect();
    const box = inbox();
    await client.subscribeFromEarliestEvent(topic, box.callback);
    const number = randomUUID();
    const placed = new Date(2026, 4, 3, 2, 1);
    const made = await rest('POST', '/sobjects/Order_Placed__e', { Order_Number__c: number, Amount__c: 12.5, Quantity__c: 3, Placed_At__c: placed.toISOString() });
    const [event] = await box.take(1, numbered(number));
    assert.equal(event.id, made.errors[0].message);
    assert.deepEqual(
      [event.payload.Amount__c, event.payload.Quantity__c, event.payload.Placed_At__c, event.payload.Paid__c],
      [12.5, 3, placed.getTime(), false]);
    client.close();
  },
  'a later subscription goes on after a replay id': async () => {
    const client = await connect();
    const first = randomUUID();
    const last = randomUUID();
    for (const number of [first, last]) await rest('POST', '/sobjects/Order_Placed__e', { Order_Number__c: number });
    const all = inbox();
    await client.subscribeFromEarliestEvent(topic, all.callback);
    const [event] = await all.take(1, numbered(first));
    client.close();
    const again = await connect();
    const rest1 = inbox();
    await again.subscribeFromReplayId(topic, rest1.callback, null, event.replayId);
    const [next] = await rest1.take(1);
    assert.equal(next.payload.Order_Number__c, last);
    again.close();
  },
  'a schema that has changed is asked for again': async () => {
    const client = await connect();
    const box = inbox();
    await client.subscribeFromEarliestEvent(topic, box.callback);
    await fetch(`${process.env.ORG_URL}__org/schema`, { method: 'POST', body: JSON.stringify({ Order_Placed__e: { fields: { Note__c: 'string(80)' } } }) });
    const number = randomUUID();
    await rest('POST', '/sobjects/Order_Placed__e', { Order_Number__c: number, Note__c: 'new' });
    const [event] = await box.take(1, numbered(number));
    assert.equal(event.payload.Note__c, 'new');
    client.close();
  },
};
