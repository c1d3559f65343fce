import assert from 'node:assert/strict';

/** All records of a query, page by page. */
function all(connection, soql, options = {}) {
  return new Promise((resolve, reject) => {
    const rows = [];
    connection.query(soql, options)
      .on('record', (row) => rows.push(row))
      .on('end', () => resolve(rows))
      .on('error', reject)
      .run({ autoFetch: true, maxFetch: 1_000_000 });
  });
}

export const steps = {
  'a query has records, done and totalSize': async (connection) => {
    const page = await connection.query('SELECT Id, Name, CreatedDate FROM Account ORDER BY Name');
    assert.equal(page.done, true);
    assert.equal(page.totalSize, page.records.length);
    assert.ok(page.totalSize > 0);
    assert.equal(page.records[0].attributes.type, 'Account');
    assert.match(page.records[0].CreatedDate, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/);
  },
  'pages of 2,000 follow each other without loss': async (connection) => {
    const rows = await all(connection, 'SELECT Id FROM Big__c');
    const { totalSize } = await connection.query('SELECT COUNT() FROM Big__c');
    assert.equal(rows.length, totalSize);
    assert.equal(new Set(rows.map((r) => r.Id)).size, totalSize);
    const first = await connection.query('SELECT Id FROM Big__c');
    assert.equal(first.records.length, 2000);
    assert.match(first.nextRecordsUrl, /\/query\/01g\w+-2000$/);
  },
  'batchSize makes pages smaller': async (connection) => {
    const page = await connection.query('SELECT Id FROM Big__c', { headers: { 'Sforce-Query-Options': 'batchSize=200' } });
    assert.equal(page.records.length, 200);
  },
  'a parent is an object': async (connection) => {
    const { records } = await connection.query('SELECT LastName, Account.Name, Account.Owner.Name FROM Contact WHERE AccountId != null LIMIT 1');
    assert.equal(records[0].Account.attributes.type, 'Account');
    assert.equal(typeof records[0].Account.Owner.Name, 'string');
  },
  'a subquery is a page, or null': async (connection) => {
    const { records } = await connection.query('SELECT Name, (SELECT LastName FROM Contacts) FROM Account');
    const withChildren = records.filter((r) => r.Contacts !== null);
    assert.ok(withChildren.length > 0);
    assert.equal(withChildren[0].Contacts.records.length, withChildren[0].Contacts.totalSize);
  },
  'aggregates are AggregateResult, unnamed ones expr0': async (connection) => {
    const { records } = await connection.query('SELECT StageName, COUNT(Id), SUM(Amount) total FROM Opportunity GROUP BY StageName HAVING COUNT(Id) > 0');
    assert.equal(records[0].attributes.type, 'AggregateResult');
    assert.equal(typeof records[0].expr0, 'number');
    assert.ok('total' in records[0]);
  },
  'COUNT() is totalSize without records': async (connection) => {
    const page = await connection.query('SELECT COUNT() FROM Account');
    assert.equal(page.records.length, 0);
    assert.ok(page.totalSize > 0);
  },
  'find builds SOQL of its own': async (connection) => {
    const rows = await connection.sobject('Contact')
      .find({ LastName: { $like: '%a%' } }, ['Id', 'LastName', 'Account.Name'])
      .sort({ LastName: 1 }).limit(5);
    assert.ok(rows.every((r) => /a/i.test(r.LastName)));
  },
  'find escapes quotes': async (connection) => {
    const name = "O'Hara \"quoted\""; // jsforce leaves a backslash as it is, and Salesforce refuses that
    const { id } = await connection.sobject('Contact').create({ LastName: name });
    const rows = await connection.sobject('Contact').find({ LastName: name }, ['Id']);
    assert.deepEqual(rows.map((r) => r.Id), [id]);
    await connection.sobject('Contact').destroy(id);
  },
  'date literals filter': async (connection) => {
    const { totalSize } = await connection.query('SELECT Id FROM Account WHERE CreatedDate >= LAST_N_DAYS:3650');
    assert.ok(totalSize > 0);
  },
  'children go on where their page ends': async (connection) => {
    const { id } = await connection.sobject('Account').create({ Name: 'Many children' });
    for (let i = 0; i < 10; i++) {
      const compositeRequest = Array.from({ length: 25 }, (_, n) => ({
        method: 'POST', url: '/services/data/v68.0/sobjects/Contact', referenceId: `c${n}`,
        body: { LastName: `Child ${i * 25 + n}`, AccountId: id },
      }));
      await connection.requestPost('/services/data/v68.0/composite', { compositeRequest });
    }
    const soql = `SELECT Id, (SELECT Id FROM Contacts) FROM Account WHERE Id = '${id}'`;
    const headers = { 'Sforce-Query-Options': 'batchSize=200' };
    const page = await connection.request({ method: 'GET', url: `/services/data/v68.0/query?q=${encodeURIComponent(soql)}`, headers });
    const first = page.records[0].Contacts;
    assert.deepEqual([first.totalSize, first.done, first.records.length], [250, false, 200]);
    const rest = await connection.queryMore(first.nextRecordsUrl);
    assert.deepEqual([rest.totalSize, rest.done, rest.records.length], [250, true, 50]);
    assert.equal(new Set([...first.records, ...rest.records].map((r) => r.Id)).size, 250);
  },
  'columns=true tells what a query is made of': async (connection) => {
    const soql = encodeURIComponent('SELECT Name, Owner.Name, (SELECT Id FROM Contacts) FROM Account');
    const { columnMetadata, entityName } = await connection.request(`/services/data/v68.0/query?q=${soql}&columns=true`);
    assert.equal(entityName, 'Account');
    assert.deepEqual(columnMetadata.map((c) => [c.columnName, c.aggregate, c.joinColumns.length]),
      [['Name', false, 0], ['Owner', false, 1], ['Contacts', true, 1]]);
  },
  'queryAll still finds the deleted': async (connection) => {
    const { id } = await connection.sobject('Lead').create({ LastName: 'Gone', Company: 'Gone Ltd' });
    await connection.sobject('Lead').destroy(id);
    assert.equal((await connection.query(`SELECT Id FROM Lead WHERE Id = '${id}'`)).totalSize, 0);
    assert.equal((await connection.query(`SELECT Id FROM Lead WHERE Id = '${id}'`, { scanAll: true })).totalSize, 1);
  },
};
