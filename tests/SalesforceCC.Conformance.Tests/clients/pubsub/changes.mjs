import assert from 'node:assert/strict';
import { connect, rest } from './org.mjs';
import { inbox } from './events.mjs';

// While the client asks for a schema, it hands out what comes after that first.
const byReplayId = (a, b) => a.replayId - b.replayId;
const of = (id) => (e) => e.payload.ChangeEventHeader.recordIds.includes(id);

export const steps = {
  'changes of a row are decoded, with their bitmaps': async () => {
    const client = await connect();
    const box = inbox();
    await client.subscribeFromEarliestEvent('/data/AccountChangeEvent', box.callback);
    const { id } = await rest('POST', '/sobjects/Account', { Name: 'Changing', Industry: 'Banking', BillingStreet: 'Way 1', BillingCity: 'Jena' });
    await rest('PATCH', `/sobjects/Account/${id}`, { Industry: 'Energy', BillingStreet: 'Way 2' }, { 'Sforce-Call-Options': 'client=Conformance' });
    await rest('PATCH', `/sobjects/Account/${id}`, { BillingStreet: null, Industry: null });
    await rest('DELETE', `/sobjects/Account/${id}`);
    const [made, changed, emptied, deleted] = (await box.take(4, of(id))).sort(byReplayId);
    assert.deepEqual(
      [made, changed, emptied, deleted].map((e) => e.payload.ChangeEventHeader.changeType),
      ['CREATE', 'UPDATE', 'UPDATE', 'DELETE']);
    assert.equal(made.payload.Name, 'Changing');
    assert.deepEqual(changed.payload.ChangeEventHeader.changedFields, ['Industry', 'LastModifiedDate', 'BillingAddress.Street']);
    assert.equal(changed.payload.BillingAddress.Street, 'Way 2');
    assert.equal(changed.payload.BillingAddress.City, null);
    assert.equal(changed.payload.ChangeEventHeader.changeOrigin, 'com/salesforce/api/rest/68.0;client=Conformance');
    assert.deepEqual(emptied.payload.ChangeEventHeader.nulledFields, ['Industry', 'BillingAddress.Street']);
    assert.equal(deleted.payload.LastModifiedDate, null);
    client.close();
  },
  'names of persons are nested, too': async () => {
    const client = await connect();
    const box = inbox();
    await client.subscribeFromEarliestEvent('/data/ChangeEvents', box.callback);
    const { id } = await rest('POST', '/sobjects/Contact', { FirstName: 'Ada', LastName: 'Byron' });
    await rest('PATCH', `/sobjects/Contact/${id}`, { LastName: 'Lovelace' });
    const [, changed] = (await box.take(2, of(id))).sort(byReplayId);
    assert.deepEqual(changed.payload.ChangeEventHeader.changedFields, ['LastModifiedDate', 'Name.LastName']);
    assert.equal(changed.payload.Name.LastName, 'Lovelace');
    client.close();
  },
  'a custom channel has enriched events of its own types': async () => {
    await rest('POST', '/tooling/sobjects/PlatformEventChannel', { FullName: 'Conformance__chn', Metadata: { channelType: 'data', label: 'Conformance' } });
    await rest('POST', '/tooling/sobjects/PlatformEventChannelMember', {
      FullName: 'Conformance_Account',
      Metadata: { eventChannel: 'Conformance__chn', selectedEntity: 'AccountChangeEvent', enrichedFields: [{ name: 'Phone' }], filterExpression: "Rating = 'Hot'" },
    });
    const client = await connect();
    const box = inbox();
    await client.subscribeFromEarliestEvent('/data/Conformance__chn', box.callback);
    const { id } = await rest('POST', '/sobjects/Account', { Name: 'Cold one', Phone: '1', Rating: 'Cold' });
    await rest('PATCH', `/sobjects/Account/${id}`, { Rating: 'Hot' });
    const [first] = await box.take(1, of(id));
    assert.deepEqual([first.payload.ChangeEventHeader.changeType, first.payload.Phone], ['UPDATE', '1']);
    client.close();
  },
};
