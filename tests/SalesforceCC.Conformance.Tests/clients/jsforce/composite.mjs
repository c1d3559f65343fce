import assert from 'node:assert/strict';
import { unique } from './unique.mjs';

const base = '/services/data/v68.0';

export const steps = {
  'a later part uses what an earlier one answered': async (connection) => {
    const name = unique();
    const { compositeResponse } = await connection.requestPost(`${base}/composite`, {
      allOrNone: true,
      compositeRequest: [
        { method: 'POST', url: `${base}/sobjects/Account`, referenceId: 'account', body: { Name: name } },
        { method: 'POST', url: `${base}/sobjects/Contact`, referenceId: 'contact', body: { LastName: name, AccountId: '@{account.id}' } },
        { method: 'GET', url: `${base}/sobjects/Contact/@{contact.id}?fields=AccountId`, referenceId: 'read' },
      ],
    });
    assert.deepEqual(compositeResponse.map((r) => r.httpStatusCode), [201, 201, 200]);
    assert.deepEqual(compositeResponse.map((r) => r.referenceId), ['account', 'contact', 'read']);
    assert.equal(compositeResponse[2].body.AccountId, compositeResponse[0].body.id);
  },
  'all or none takes back what went before': async (connection) => {
    const name = unique();
    const { compositeResponse } = await connection.requestPost(`${base}/composite`, {
      allOrNone: true,
      compositeRequest: [
        { method: 'POST', url: `${base}/sobjects/Account`, referenceId: 'good', body: { Name: name } },
        { method: 'POST', url: `${base}/sobjects/Account`, referenceId: 'bad', body: {} },
      ],
    });
    assert.equal(compositeResponse[0].body[0].errorCode, 'PROCESSING_HALTED');
    assert.equal(compositeResponse[1].body[0].errorCode, 'REQUIRED_FIELD_MISSING');
    assert.equal((await connection.query(`SELECT Id FROM Account WHERE Name = '${name}'`)).totalSize, 0);
  },
  'SOQL too long for a url goes through a composite body': async (connection) => {
    const names = Array.from({ length: 700 }, (_, i) => `'nobody of that name ${i}'`).join(',');
    const { compositeResponse } = await connection.requestPost(`${base}/composite`, {
      compositeRequest: [{
        method: 'GET', referenceId: 'q',
        url: `${base}/query?q=${encodeURIComponent(`SELECT Id FROM Account WHERE Name IN (${names})`)}`,
      }],
    });
    assert.equal(compositeResponse[0].body.totalSize, 0);
  },
  'a graph is one transaction, and the next graph another': async (connection) => {
    const name = unique();
    const node = (referenceId, url, body) => ({ method: 'POST', url: `${base}/sobjects/${url}`, referenceId, body });
    const { graphs } = await connection.requestPost(`${base}/composite/graph`, {
      graphs: [
        { graphId: 'good', compositeRequest: [node('a', 'Account', { Name: name }), node('c', 'Contact', { LastName: name, AccountId: '@{a.id}' })] },
        { graphId: 'bad', compositeRequest: [node('a', 'Account', { Name: name }), node('c', 'Contact', { AccountId: '@{a.id}' })] },
      ],
    });
    assert.deepEqual(graphs.map((g) => [g.graphId, g.isSuccessful]), [['good', true], ['bad', false]]);
    assert.deepEqual(graphs[1].graphResponse.compositeResponse.map((r) => r.body[0].errorCode), ['PROCESSING_HALTED', 'REQUIRED_FIELD_MISSING']);
    assert.match(graphs[0].graphResponse.compositeResponse[0].httpHeaders.Location, /^\/services\/data\/v68\.0\/sobjects\/Account\/001/);
    const { records } = await connection.query(`SELECT Id, (SELECT Id FROM Contacts) FROM Account WHERE Name = '${name}'`);
    assert.deepEqual(records.map((r) => r.Contacts.totalSize), [1]);
  },
  'a batch answers each part by itself': async (connection) => {
    const { hasErrors, results } = await connection.requestPost(`${base}/composite/batch`, {
      batchRequests: [
        { method: 'GET', url: 'v68.0/limits' },
        { method: 'GET', url: 'v68.0/sobjects/Nothing__c' },
        { method: 'POST', url: 'v68.0/sobjects/Account', richInput: { Name: unique() } },
      ],
    });
    assert.equal(hasErrors, true);
    assert.deepEqual(results.map((r) => r.statusCode), [200, 404, 201]);
    assert.ok(results[0].result.DailyApiRequests);
    assert.equal(results[1].result[0].errorCode, 'NOT_FOUND');
  },
  'a batch may halt on the first error': async (connection) => {
    const { results } = await connection.requestPost(`${base}/composite/batch`, {
      haltOnError: true,
      batchRequests: [
        { method: 'GET', url: 'v68.0/sobjects/Nothing__c' },
        { method: 'GET', url: 'v68.0/limits' },
      ],
    });
    assert.equal(results[1].result[0].errorCode, 'BATCH_PROCESSING_HALTED');
  },
};
