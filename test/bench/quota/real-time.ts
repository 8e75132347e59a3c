import { realClock } from '../../clock';
import { CloudFormation, HttpResponses, ProcessRunner } from '../../cloudformation';
import { serve, SmsVoice } from '../../sms-voice';
import { figure, shown } from '../figure';
import type { Goals } from '../goals';
import type { Table } from '../report';
import { SynthesizedApp } from './app';

const ASSOCIATIONS = 60;
const QUOTA = { requestsPerSecond: 5, burst: 1 };
const FLOOR_SECONDS = ASSOCIATIONS / QUOTA.requestsPerSecond;
const ROUNDS = 3;
const MAX_TIMES_FLOOR = 2;

/** The bundle in real time and over HTTP, each function in a process of its own, whose start counts. */
export async function measureRealTime(goals: Goals): Promise<Table> {
  const rounds: { readonly seconds: number; readonly done: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await create());
  const seconds = figure(rounds.map((one) => one.seconds));
  const timesFloor = seconds.median / FLOOR_SECONDS;
  const done = Math.min(...rounds.map((one) => one.done));
  const check = (what: string, cell: string, isMet: boolean, goal: string): string =>
    goals.check(`Real time, ${what}`, cell, isMet, goal);
  return {
    caption: `Creates in real time (${ROUNDS} rounds). The floor is the number of associations divided by the rate:`,
    columns: ['associations', 'quota', 'floor, s', 'seconds', '× floor', 'done'],
    rows: [
      [
        String(ASSOCIATIONS),
        `${QUOTA.requestsPerSecond}/s, bucket of ${QUOTA.burst}`,
        FLOOR_SECONDS.toFixed(1),
        shown(seconds),
        check('× floor', timesFloor.toFixed(2), timesFloor <= MAX_TIMES_FLOOR, `at most ${MAX_TIMES_FLOOR}`),
        check('done', String(done), done === ASSOCIATIONS, 'all'),
      ],
    ],
  };
}

async function create(): Promise<{ readonly seconds: number; readonly done: number }> {
  const service = new SmsVoice({ settings: QUOTA });
  const pool = service.createPool();
  const numbers = Array.from({ length: ASSOCIATIONS }, () => service.requestPhoneNumber());
  const app = new SynthesizedApp(pool, numbers);
  const [served, responses] = await Promise.all([serve(service), HttpResponses.start()]);
  const environment = { AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: served.endpoint };
  const cloudFormation = new CloudFormation({
    clock: realClock,
    responses,
    runner: new ProcessRunner({ environment }),
  });
  const api = await cloudFormation.serveApi();
  try {
    const start = performance.now();
    await cloudFormation.deploy('Stack', app.template, { assembly: app.assembly });
    return { seconds: (performance.now() - start) / 1_000, done: service.contents(pool).length };
  } finally {
    await cloudFormation.idle();
    cloudFormation.close();
    await Promise.all([served.close(), responses.close(), api.close()]);
    app.remove();
  }
}
