import assert from 'node:assert/strict';
import { connect, org, signedIn } from './org.mjs';
import { inbox } from './events.mjs';

const code = (error) => error.metadata?.get?.('error-code')?.[0] ?? error.code;

export const steps = {
  'a replay id from elsewhere is corrupted': async () => {
    const client = await connect();
    const box = inbox();
    await client.subscribeFromReplayId('/event/Order_Placed__e', box.callback, null, 987654321);
    assert.equal(code(await box.error()), 'sfdc.platform.eventbus.grpc.subscription.fetch.replayid.corrupted');
    client.close();
  },
  'a topic that is not there is not found': async () => {
    const client = await connect();
    const box = inbox();
    await client.subscribe('/event/Nothing__e', box.callback);
    assert.equal(code(await box.error()), 'sfdc.platform.eventbus.grpc.topic.not.found');
    client.close();
  },
  'a token that is none is refused': async () => {
    const session = await signedIn();
    const client = await connect({
      authType: 'user-supplied', accessToken: '00D!none', instanceUrl: `https://${org.endpoint}`, organizationId: session.id.split('/')[4],
    });
    const box = inbox();
    await client.subscribe('/event/Order_Placed__e', box.callback);
    assert.equal(code(await box.error()), 'sfdc.platform.eventbus.grpc.service.auth.error');
    client.close();
  },
};
