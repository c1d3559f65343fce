import assert from 'node:assert/strict';

export const steps = {
  'the global describe lists objects': async (connection) => {
    const { sobjects } = await connection.describeGlobal();
    const account = sobjects.find((o) => o.name === 'Account');
    assert.equal(account.keyPrefix, '001');
    assert.equal(sobjects.find((o) => o.name === 'Big__c').custom, true);
  },
  'describe lists fields with their types': async (connection) => {
    const { fields, childRelationships } = await connection.describe('Account');
    const type = (name) => fields.find((f) => f.name === name).type;
    assert.equal(type('Id'), 'id');
    assert.equal(type('AnnualRevenue'), 'currency');
    assert.equal(type('CreatedDate'), 'datetime');
    assert.equal(type('OwnerId'), 'reference');
    assert.ok(childRelationships.some((r) => r.relationshipName === 'Contacts' && r.childSObject === 'Contact'));
  },
  'limits are served, and usage is read from the header': async (connection) => {
    const limits = await connection.limits();
    assert.ok(limits.DailyApiRequests.Max >= limits.DailyApiRequests.Remaining);
    assert.ok(connection.limitInfo.apiUsage.used > 0);
  },
  'versions are listed without a token': async (_, org) => {
    const versions = await (await fetch(`${org.url}/services/data`)).json();
    assert.equal(versions[0].version, '31.0');
    assert.equal(versions.at(-1).url, '/services/data/latest');
  },
  'latest is a version': async (connection, org) => {
    const page = await connection.request(`${org.url}/services/data/latest/query?q=${encodeURIComponent('SELECT Id FROM Account LIMIT 1')}`);
    assert.equal(page.totalSize, 1);
  },
};
