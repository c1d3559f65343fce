import assert from 'node:assert/strict';

export const steps = {
  'the Tooling API answers queries': async (connection) => {
    const { records, done } = await connection.tooling.query('SELECT Id, Username FROM User LIMIT 2');
    assert.deepEqual([records.length, done], [2, true]);
    assert.match(records[0].attributes.url, /\/tooling\/sobjects\/User\/005\w{15}$/);
  },
  'its pages have keys of their own': async (connection) => {
    const page = await connection.requestGet(`/services/data/v68.0/tooling/query?q=${encodeURIComponent('SELECT Id FROM User LIMIT 2')}`);
    assert.deepEqual([page.size, page.entityTypeName, page.queryLocator], [2, 'User', null]);
  },
  'its errors are those of the REST API': (connection) =>
    assert.rejects(connection.tooling.query('SELECT Nmae FROM User'), { name: 'INVALID_FIELD' }),
  'record counts are served': async (connection) => {
    const { sObjects } = await connection.requestGet('/services/data/v68.0/limits/recordCount?sObjects=Account');
    assert.deepEqual(sObjects, [{ count: await connection.sobject('Account').count(), name: 'Account' }]);
  },
  'the resources of a version are listed': async (connection) => {
    const resources = await connection.requestGet('/services/data/v68.0');
    assert.equal(resources.query, '/services/data/v68.0/query');
    assert.equal(resources.composite, '/services/data/v68.0/composite');
  },
};
