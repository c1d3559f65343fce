import assert from 'node:assert/strict';

export const steps = {
  'list views are listed, described and read': async (connection) => {
    const account = connection.sobject('Account');
    const { listviews, size, done } = await account.listviews();
    assert.deepEqual([listviews.length, done], [size, true]);
    const all = account.listview(listviews.find((v) => v.developerName === 'AllAccounts').id);
    const { query, columns } = await all.describe();
    const { records } = await connection.query(query);
    const results = await all.results();
    assert.deepEqual(results.columns.map((c) => c.fieldNameOrPath), columns.map((c) => c.fieldNameOrPath));
    assert.equal(results.records[0].columns[0].value, records[0].Name);
    const { plans } = await all.explain();
    assert.ok(plans.length > 0);
  },
  'layouts are described': async (connection) => {
    const account = connection.sobject('Account');
    const { layouts, recordTypeMappings, recordTypeSelectorRequired } = await account.layouts();
    assert.deepEqual([layouts.length, recordTypeSelectorRequired], [1, [false]]);
    assert.equal(recordTypeMappings[0].layoutId, layouts[0].id);
    for (const list of ['detailLayoutSections', 'editLayoutSections', 'multirowEditLayoutSections', 'relatedLists'])
      assert.ok(Array.isArray(layouts[0][list]), list);
    assert.ok(layouts[0].relatedLists.some((r) => r.name === 'Contacts'));
    const compact = await account.compactLayouts();
    assert.equal(compact.compactLayouts[0].objectType, 'Account');
    assert.deepEqual(await account.approvalLayouts(), { approvalLayouts: [] });
  },
  'quick actions are listed and described': async (connection) => {
    const actions = await connection.quickActions();
    assert.ok(actions.some((a) => a.name === 'LogACall' && a.type === 'LogACall'));
    const action = connection.quickAction('NewTask');
    const { targetSobjectType } = await action.describe();
    assert.equal(targetSobjectType, 'Task');
    assert.equal((await action.defaultValues()).attributes.type, 'Task');
    const own = await connection.sobject('Account').quickActions();
    assert.match(own[0].urls.quickAction, /\/sobjects\/Account\/quickActions\/LogACall$/);
  },
  'tabs and the theme are served': async (connection) => {
    const tabs = await connection.tabs();
    const account = tabs.find((t) => t.sobjectName === 'Account');
    assert.deepEqual([account.name, account.label, account.custom], ['standard-Account', 'Accounts', false]);
    const { themeItems } = await connection.theme();
    assert.ok(themeItems.some((t) => t.name === 'Account' && t.icons.length === 5));
  },
};
