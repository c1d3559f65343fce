import assert from 'node:assert/strict';
import { order } from './org.mjs';

export const steps = {
  'anonymous Apex runs, is refused with line and column, and throws': async (connection) => {
    const done = await connection.tooling.executeAnonymous("System.debug('jsforce & <ü>');");
    assert.deepEqual([done.compiled, done.success, done.line, done.column], [true, true, -1, -1]);
    const refused = await connection.tooling.executeAnonymous('Integer a = 1;\nSystem.debug(b);');
    assert.deepEqual([refused.compiled, refused.success, refused.line, refused.column], [false, false, 2, 14]);
    assert.equal(refused.compileProblem, 'Variable does not exist: b');
    const thrown = await connection.tooling.executeAnonymous('Integer a = 1 / 0;');
    assert.deepEqual([thrown.compiled, thrown.success, thrown.line], [true, false, 1]);
    assert.equal(thrown.exceptionMessage, 'System.MathException: Divide by 0');
  },

  'tests run at once, and in the background': async (connection, org) => {
    await order(org, 'POST', 'apex-tests', {
      classes: [{ name: 'JsforceTest', methods: [{ name: 'works' }, { name: 'fails', outcome: 'Fail', message: 'no' }] }],
    });
    const now = await connection.tooling.runTestsSynchronous({ tests: [{ className: 'JsforceTest' }] });
    assert.deepEqual([now.numTestsRun, now.numFailures, now.failures[0].methodName], [2, 1, 'fails']);
    const { records: [{ Id: id }] } = await connection.tooling.query("SELECT Id FROM ApexClass WHERE Name = 'JsforceTest'");
    const run = await connection.tooling.runTestsAsynchronous({ classids: id });
    assert.equal(run.length, 15);
    const { records } = await connection.tooling.query(
      `SELECT MethodName, Outcome FROM ApexTestResult WHERE AsyncApexJobId = '${run}' ORDER BY MethodName`);
    assert.deepEqual(records.map((r) => `${r.MethodName} ${r.Outcome}`), ['fails Fail', 'works Pass']);
  },

  'a trace flag makes logs, which have texts': async (connection) => {
    const level = await connection.tooling.create('DebugLevel', { DeveloperName: 'Jsforce', MasterLabel: 'Jsforce', ApexCode: 'DEBUG' });
    const flag = await connection.tooling.create('TraceFlag', {
      TracedEntityId: connection.userInfo.id, LogType: 'DEVELOPER_LOG', DebugLevelId: level.id,
      StartDate: Date.now() - 1000, ExpirationDate: new Date(Date.now() + 600000).toUTCString(),
    });
    await connection.tooling.executeAnonymous("System.debug('traced');");
    const { records: [log] } = await connection.tooling.query('SELECT Id, LogUser.Name FROM ApexLog ORDER BY StartTime DESC, Id DESC LIMIT 1');
    const text = await connection.tooling.request(`/tooling/sobjects/ApexLog/${log.Id}/Body`);
    assert.match(text, /\|USER_DEBUG\|\[1\]\|DEBUG\|traced\n/);
    await connection.tooling.delete('TraceFlag', flag.id);
    await connection.tooling.delete('DebugLevel', level.id);
  },
};
