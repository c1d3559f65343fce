import assert from 'node:assert/strict';
import { unique } from './unique.mjs';
import { order } from './org.mjs';

export const steps = {
  'rows are created, read, updated and deleted in lists': async (connection) => {
    const accounts = connection.sobject('Account');
    const name = unique();
    const created = await accounts.create([1, 2, 3].map((i) => ({ Name: `${name} ${i}` })));
    assert.deepEqual(created.map((r) => r.success), [true, true, true]);
    const ids = created.map((r) => r.id);

    const read = await accounts.retrieve(ids);
    assert.deepEqual(read.map((r) => r.Name), [1, 2, 3].map((i) => `${name} ${i}`));

    const updated = await accounts.update(ids.map((Id) => ({ Id, Industry: 'Energy' })));
    assert.deepEqual(updated.map((r) => r.id), ids);
    assert.equal((await accounts.retrieve(ids[2])).Industry, 'Energy');

    const deleted = await accounts.destroy(ids);
    assert.ok(deleted.every((r) => r.success));
    assert.deepEqual(await accounts.retrieve(ids), [null, null, null]);
  },
  'a wrong row fails alone': async (connection) => {
    const name = unique();
    const results = await connection.sobject('Account').create([{ Name: name }, { Industry: 'Energy' }]);
    assert.deepEqual(results.map((r) => r.success), [true, false]);
    assert.equal(results[1].errors[0].statusCode, 'REQUIRED_FIELD_MISSING');
    assert.equal((await connection.query(`SELECT Id FROM Account WHERE Name = '${name}'`)).totalSize, 1);
  },
  'or takes the others back': async (connection) => {
    const name = unique();
    const results = await connection.sobject('Account').create([{ Name: name }, { Industry: 'Energy' }], { allOrNone: true });
    assert.deepEqual(
      results.map((r) => r.errors[0].statusCode), ['ALL_OR_NONE_OPERATION_ROLLED_BACK', 'REQUIRED_FIELD_MISSING']);
    assert.equal((await connection.query(`SELECT Id FROM Account WHERE Name = '${name}'`)).totalSize, 0);
  },
  'more than 200 rows go in several requests': async (connection) => {
    const name = unique();
    const results = await connection.sobject('Lead').create(
      Array.from({ length: 250 }, (_, i) => ({ LastName: `${name} ${i}`, Company: name })), { allowRecursive: true });
    assert.equal(results.filter((r) => r.success).length, 250);
    assert.equal((await connection.query(`SELECT COUNT() FROM Lead WHERE Company = '${name}'`)).totalSize, 250);
  },
  'upserts tell what is new': async (connection) => {
    const key = unique();
    const { id: account } = await connection.sobject('Account').create({ Name: key });
    const invoices = connection.sobject('Invoice__c');
    await invoices.create({ External_Id__c: `${key}-1`, Account__c: account });
    const results = await invoices.upsert(
      [{ External_Id__c: `${key}-1` }, { External_Id__c: `${key}-2`, Account__c: account }], 'External_Id__c');
    assert.deepEqual(results.map((r) => [r.success, r.created]), [[true, false], [true, true]]);
  },
  'a lock and a duplicate fail their rows': async (connection, org) => {
    const name = unique();
    const { id } = await connection.sobject('Account').create({ Name: name });
    await order(org, 'POST', 'locks', { id, requests: 1 });
    await order(org, 'POST', 'duplicate-rules', { type: 'Contact', name: 'jsforce', fields: ['Phone'], allowSave: true });
    try {
      const rows = [{ LastName: name, AccountId: id }, { LastName: name, Phone: name }, { LastName: name, Phone: name }];
      const results = await connection.sobject('Contact').create(rows);
      assert.deepEqual(
        results.map((r) => r.errors[0]?.statusCode), ['UNABLE_TO_LOCK_ROW', undefined, 'DUPLICATES_DETECTED']);
      const again = await connection.sobject('Contact').create(
        [rows[0], rows[2]], { headers: { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' } });
      assert.deepEqual(again.map((r) => r.success), [true, true]);
    } finally {
      await order(org, 'DELETE', 'duplicate-rules');
    }
  },
};
