import assert from 'node:assert/strict';
import { unique } from './unique.mjs';

export const steps = {
  'create, retrieve, update, delete': async (connection) => {
    const accounts = connection.sobject('Account');
    const created = await accounts.create({ Name: 'Müller & Söhne', NumberOfEmployees: 12, AnnualRevenue: 1234 });
    assert.equal(created.success, true);
    assert.match(created.id, /^001\w{15}$/);

    const read = await accounts.retrieve(created.id);
    assert.equal(read.Name, 'Müller & Söhne');
    assert.equal(read.NumberOfEmployees, 12);
    assert.equal(read.AnnualRevenue, 1234);

    assert.equal((await accounts.update({ Id: created.id, Industry: 'Energy' })).success, true);
    assert.equal((await accounts.retrieve(created.id)).Industry, 'Energy');

    assert.equal((await accounts.destroy(created.id)).success, true);
    await assert.rejects(accounts.retrieve(created.id), { errorCode: /NOT_FOUND|ENTITY_IS_DELETED/ });
  },
  'upsert inserts, then updates': async (connection) => {
    const invoices = connection.sobject('Invoice__c');
    const key = unique();
    const { id: account } = await connection.sobject('Account').create({ Name: key });
    const first = await invoices.upsert({ External_Id__c: key, Account__c: account }, 'External_Id__c');
    assert.equal(first.success, true);
    assert.equal(first.created, true);
    const second = await invoices.upsert({ External_Id__c: key }, 'External_Id__c');
    assert.equal(second.success, true);
    assert.equal(second.created, false);
    assert.equal(second.id, first.id);
  },
  'null empties a field': async (connection) => {
    const accounts = connection.sobject('Account');
    const { id } = await accounts.create({ Name: unique(), Industry: 'Energy' });
    await accounts.update({ Id: id, Industry: null });
    assert.equal((await accounts.retrieve(id)).Industry, null);
    await accounts.destroy(id);
  },
};
