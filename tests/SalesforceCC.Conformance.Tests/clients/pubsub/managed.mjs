import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { connect, rest } from './org.mjs';
import { inbox } from './events.mjs';

const make = (number) => rest('POST', '/sobjects/Order_Placed__e', { Order_Number__c: number });

export const steps = {
  'a managed subscription goes on after what was committed': async () => {
    await rest('POST', '/tooling/sobjects/ManagedEventSubscription', {
      FullName: 'Conformance',
      Metadata: { label: 'Conformance', topicName: '/event/Order_Placed__e', defaultReplay: 'EARLIEST', errorRecoveryReplay: 'EARLIEST', state: 'RUN' },
    });
    const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()];
    for (const number of [first, second]) await make(number);
    await promisify(execFile)(process.execPath, ['commit.mjs', first, second]);
    await make(third);
    // That client has hung up without a word, so its place is held for a quarter of an hour.
    await fetch(`${process.env.ORG_URL}__org/clock`, { method: 'POST', body: JSON.stringify({ advanceSeconds: 1_000 }) });
    const client = await connect();
    const box = inbox();
    await client.subscribeWithManagedSubscription('Conformance', box.callback);
    const events = await box.take(2);
    assert.deepEqual(events.sort((a, b) => a.replayId - b.replayId).map((e) => e.payload.Order_Number__c), [second, third]);
    client.close();
  },
};
