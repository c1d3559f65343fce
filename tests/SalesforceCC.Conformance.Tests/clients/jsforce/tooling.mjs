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
  'its objects are listed and described': async (connection) => {
    const { sobjects } = await connection.tooling.describeGlobal();
    assert.ok(sobjects.some((o) => o.name === 'ApexClass'));
    const { fields } = await connection.tooling.sobject('ApexClass').describe();
    assert.ok(fields.some((f) => f.name === 'Body'));
    await assert.rejects(connection.tooling.sobject('SourceMember').describe(), { name: 'NOT_FOUND' });
  },
  'a class is created, read, changed and deleted': async (connection) => {
    const classes = connection.tooling.sobject('ApexClass');
    const { id, success } = await classes.create({ Body: 'public class FromJsforce { }' });
    assert.equal(success, true);
    assert.equal((await classes.retrieve(id)).Name, 'FromJsforce');
    await classes.update({ Id: id, Body: 'public class FromJsforce { /* changed */ }' });
    const [found] = await classes.find({ Name: 'FromJsforce' }, 'Id, Body');
    assert.match(found.Body, /changed/);
    await classes.destroy(id);
    assert.equal(await classes.count({ Name: 'FromJsforce' }), 0);
  },
  'the schema is rows': async (connection) => {
    const { fields } = await connection.describe('Contact');
    const { totalSize } = await connection.tooling.query("SELECT DurableId FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Contact'");
    assert.equal(totalSize, fields.length);
  },
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
