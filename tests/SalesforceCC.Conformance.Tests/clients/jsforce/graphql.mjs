import assert from 'node:assert/strict';
import { GraphQLClient, gql } from 'graphql-request';
import { unique } from './unique.mjs';

const client = (connection, options) => new GraphQLClient(`${connection.instanceUrl}/services/data/v68.0/graphql`, {
  headers: { authorization: `Bearer ${connection.accessToken}` },
  ...options,
});

// What graphql-request asks and takes for an answer; documents are checked by graphql.js before they are sent.
export const steps = {
  'a query with variables and fragments answers by aliases': async (connection) => {
    const name = unique();
    const { id } = await connection.sobject('Account').create({ Name: name, NumberOfEmployees: 7 });
    await connection.sobject('Contact').create({ LastName: name, AccountId: id });
    const data = await client(connection).request(gql`
      query Accounts($name: String!) {
        uiapi { query { found: Account(where: { Name: { eq: $name } }) { edges { node { ...Fields Contacts { edges { node { LastName { value } } } } } } totalCount } } }
      }
      fragment Fields on Account { Id Name { value } NumberOfEmployees { value displayValue } }
    `, { name });
    assert.deepEqual(data.uiapi.query.found, {
      edges: [{ node: { Id: id, Name: { value: name }, NumberOfEmployees: { value: 7, displayValue: '7' }, Contacts: { edges: [{ node: { LastName: { value: name } } }] } } }],
      totalCount: 1,
    });
  },
  'pages go on from the cursor': async (connection) => {
    const name = unique();
    await connection.sobject('Contact').create(['a', 'b', 'c'].map((n) => ({ LastName: name, FirstName: n })));
    const query = gql`query ($name: String, $after: String) { uiapi { query { Contact(first: 2, after: $after, where: { LastName: { eq: $name } }, orderBy: { FirstName: { order: ASC } }) { edges { node { FirstName { value } } } pageInfo { hasNextPage endCursor } } } } }`;
    const names = [];
    let after = null;
    let pages = 0;
    do {
      const { Contact } = (await client(connection).request(query, { name, after })).uiapi.query;
      names.push(...Contact.edges.map((e) => e.node.FirstName.value));
      after = Contact.pageInfo.hasNextPage ? Contact.pageInfo.endCursor : null;
      pages++;
    } while (after);
    assert.deepEqual([names, pages], [['a', 'b', 'c'], 2]);
  },
  'a mutation saves and answers the record': async (connection) => {
    const name = unique();
    const data = await client(connection).request(gql`
      mutation ($input: AccountCreateInput!) { uiapi { AccountCreate(input: $input) { Record { Id Name { value } } } } }
    `, { input: { Account: { Name: name } } });
    const { Record } = data.uiapi.AccountCreate;
    assert.equal(Record.Name.value, name);
    assert.equal((await connection.sobject('Account').retrieve(Record.Id)).Name, name);
  },
  'errors come beside the data': async (connection) => {
    const { data, errors } = await client(connection, { errorPolicy: 'all' }).rawRequest(gql`
      { uiapi { query { bad: Account(where: { Id: { eq: "nonsense" } }) { totalCount } Account { totalCount } } } }
    `);
    assert.equal(data.uiapi.query.bad, null);
    assert.equal(typeof data.uiapi.query.Account.totalCount, 'number');
    assert.equal(errors[0].extensions.ErrorType, 'DataFetchingException');
    await assert.rejects(client(connection).request('{ uiapi { query { Nothing { totalCount } } } }'), /Field 'Nothing' in type 'RecordQuery' is undefined/);
  },
};
