import assert from 'node:assert/strict';
import { unique } from './unique.mjs';

const base = '/services/data/v68.0';

async function invoice(connection, fields = {}) {
  const key = unique();
  const { id: account } = await connection.sobject('Account').create({ Name: key });
  const { id } = await connection.sobject('Invoice__c').create({ External_Id__c: key, Account__c: account, ...fields });
  return { key, account, id };
}

export const steps = {
  'a parent and children are reached by path': async (connection) => {
    const { account, id, key } = await invoice(connection);
    const parent = await connection.request(`${base}/sobjects/Invoice__c/${id}/Account__r`);
    assert.equal(parent.Id, account);
    const children = await connection.request(`${base}/sobjects/Account/${account}/Invoices__r?fields=Id,External_Id__c`);
    assert.deepEqual(children.records.map((r) => [r.Id, r.External_Id__c]), [[id, key]]);
    assert.equal(children.done, true);
  },
  'an empty parent is NOT_FOUND': async (connection) => {
    const { id } = await invoice(connection);
    await assert.rejects(connection.request(`${base}/sobjects/Invoice__c/${id}/Contact__r`), { errorCode: 'NOT_FOUND' });
  },
  'a row is read and deleted by external id': async (connection) => {
    const { key, id } = await invoice(connection, { Period__c: 'März "25"' });
    const path = `${base}/sobjects/Invoice__c/External_Id__c/${key}`;
    assert.equal((await connection.request(path)).Period__c, 'März "25"');
    await connection.requestDelete(path);
    await assert.rejects(connection.request(path), { errorCode: 'NOT_FOUND' });
    await assert.rejects(connection.sobject('Invoice__c').retrieve(id), { errorCode: /NOT_FOUND|ENTITY_IS_DELETED/ });
  },
  'an external id may hold a slash, if encoded': async (connection) => {
    const { account } = await invoice(connection);
    const key = `2025/${unique()} ü`;
    const path = `${base}/sobjects/Invoice__c/External_Id__c/${encodeURIComponent(key)}`;
    const saved = await connection.requestPatch(path, { Account__c: account });
    assert.equal(saved.created, true);
    assert.equal((await connection.request(path)).External_Id__c, key);
  },
  'what was touched last is recent': async (connection) => {
    const { id } = await invoice(connection);
    assert.equal((await connection.recent('Invoice__c', 1))[0].Id, id);
    assert.equal((await connection.recent(1))[0].Id, id);
    await connection.sobject('Invoice__c').destroy(id);
    assert.ok(!(await connection.recent(10)).some((r) => r.Id === id));
  },
};
