import assert from 'node:assert/strict';

async function bytes(stream) {
  const parts = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

export const steps = {
  'a file comes back byte for byte': async (connection) => {
    const content = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
    const { id } = await connection.sobject('ContentVersion').create({
      Title: 'Übersicht', PathOnClient: 'übersicht.bin', VersionData: content.toString('base64'),
    });
    const read = await bytes(connection.sobject('ContentVersion').record(id).blob('VersionData'));
    assert.deepEqual(read, content);
  },
  'a query gives the url of the bytes, and the document': async (connection) => {
    const { records } = await connection.query('SELECT Id, ContentDocumentId, VersionData FROM ContentVersion ORDER BY CreatedDate DESC LIMIT 1');
    assert.match(records[0].VersionData, /^\/services\/data\/v68\.0\/sobjects\/ContentVersion\/068\w{15}\/VersionData$/);
    assert.match(records[0].ContentDocumentId, /^069\w{15}$/);
  },
  'a further version, by parts, is the latest': async (connection) => {
    const { records } = await connection.query('SELECT ContentDocumentId FROM ContentVersion ORDER BY CreatedDate DESC LIMIT 1');
    const document = records[0].ContentDocumentId;
    const boundary = 'boundary_string';
    const body = [
      `--${boundary}`, 'Content-Disposition: form-data; name="entity_content"', 'Content-Type: application/json', '',
      JSON.stringify({ PathOnClient: 'zwei.txt', ContentDocumentId: document }),
      `--${boundary}`, 'Content-Disposition: form-data; name="VersionData"; filename="zwei.txt"', 'Content-Type: text/plain', '',
      'zwei', `--${boundary}--`, '',
    ].join('\r\n');
    const { id } = await connection.request({
      method: 'POST', url: '/sobjects/ContentVersion', body, headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
    });
    const latest = await connection.query(`SELECT Id, VersionNumber FROM ContentVersion WHERE ContentDocumentId = '${document}' AND IsLatest = true`);
    assert.deepEqual(latest.records.map((r) => [r.Id, r.VersionNumber]), [[id, '2']]);
  },
  'an attachment belongs to its record': async (connection) => {
    const { records } = await connection.query('SELECT Id FROM Account LIMIT 1');
    const { id } = await connection.sobject('Attachment').create({
      ParentId: records[0].Id, Name: 'a.txt', Body: Buffer.from('hello').toString('base64'),
    });
    const read = await bytes(connection.sobject('Attachment').record(id).blob('Body'));
    assert.equal(read.toString(), 'hello');
    const list = await connection.query(`SELECT BodyLength FROM Attachment WHERE ParentId = '${records[0].Id}'`);
    assert.deepEqual(list.records.map((r) => r.BodyLength), [5]);
  },
};
