import assert from 'node:assert/strict';
import { join } from 'node:path';
import { serve, SmsVoice } from '../sms-voice';
import type { Run } from './run';

/** The service double answers as the API model, which botocore ships, says. */
export async function apiModel({ steps, processes, workspace, tools }: Run): Promise<void> {
  // Every request has a pool of its own.
  const served = await serve(new SmsVoice({ settings: { poolsPerAccount: 10_000 } }));
  try {
    await steps.step('the service double keeps to the API model', async () => {
      const script = join(__dirname, 'api_model.py');
      const env = workspace.environment({ PYTHONDONTWRITEBYTECODE: '1' });
      const { code, output } = await processes.run(tools.python, [script, served.endpoint], { env });
      assert.equal(code, 0, `the double departs from the model:\n${output}`);
      assert.match(output, /^[1-9][0-9]+ requests, 0 departures$/m);
    });
  } finally {
    await served.close();
  }
}
