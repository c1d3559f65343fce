// One step of the tests in which several clients share the events of an org: node agree.mjs publish a,b | receive 3 | changes 2
import { connect } from './org.mjs';
import { inbox } from './events.mjs';

const [, , what, argument] = process.argv;
const topic = '/event/Order_Placed__e';
const client = await connect();
const box = inbox();

if (what === 'publish') {
  for (const number of argument.split(',')) {
    await client.publish(topic, {
      CreatedDate: Date.now(),
      CreatedById: '005000000000001AAA',
      Order_Number__c: { string: number },
      Amount__c: { double: 12.25 },
      Placed_At__c: { long: Date.UTC(2026, 4, 3, 0, 1) },
      Quantity__c: { double: 3 },
      Paid__c: { boolean: true },
    });
  }
} else if (what === 'receive') {
  await client.subscribeFromEarliestEvent(topic, box.callback);
  const events = (await box.take(Number(argument))).sort((a, b) => a.replayId - b.replayId);
  console.log(JSON.stringify(events.map(({ payload }) => ({
    Number: payload.Order_Number__c,
    Amount: payload.Amount__c,
    Placed: payload.Placed_At__c && new Date(payload.Placed_At__c).toISOString().slice(0, 16) + 'Z',
    Quantity: payload.Quantity__c,
    Paid: payload.Paid__c,
  }))));
} else {
  await client.subscribeFromEarliestEvent('/data/AccountChangeEvent', box.callback);
  const events = (await box.take(Number(argument))).sort((a, b) => a.replayId - b.replayId);
  console.log(JSON.stringify(events.map(({ payload: { ChangeEventHeader: header } }) => ({
    Type: header.changeType,
    Changed: header.changedFields,
    Nulled: header.nulledFields,
    Origin: header.changeOrigin.replace(/^.*\//, '').replace(/;.*/, ''),
  }))));
}
process.exit(0);
