import type { CloudFormation } from '@aws-sdk/client-cloudformation';
import type { PinpointSMSVoiceV2 } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { Clock } from '../clock';
import type { Cleanup } from './cleanup';
import { equip } from './equip';
import type { ProbeAccount } from './probe-account';
import type { Options } from './options';
import type { Need, Question } from './question';
import { questions } from './questions';
import type { Reply, Report } from './report';
import { Service, Unanswered } from './service';

export interface Surroundings {
  /** Without retries of its own, so that one command is one request. */
  readonly smsVoice: PinpointSMSVoiceV2;
  readonly cloudFormation: () => CloudFormation;
  readonly clock: Clock;
  readonly cleanup: Cleanup;
  /** Aborts when the user interrupts the probe. */
  readonly signal: AbortSignal;
  readonly progress: (line: string) => void;
}

/** Asks the questions, and deletes what the probe has created, even after an error or an interruption. */
export async function probe(options: Options, surroundings: Surroundings): Promise<Report> {
  const { smsVoice, clock, cleanup, signal, progress } = surroundings;
  const service = new Service(smsVoice, clock, signal);
  try {
    const account = await equip(options, { ...surroundings, service });
    const replies: Reply[] = [];
    for (const question of chosen(options)) {
      progress(`${question.name}: ${question.asks}`);
      replies.push(await reply(question, account));
    }
    return { replies, transcript: service.transcript };
  } finally {
    progress('deleting what the probe has created');
    await cleanup.run();
  }
}

function chosen({ only, poolUpdate }: Options): Question[] {
  if (only.length > 0) return questions.filter(({ name }) => only.includes(name));
  return questions.filter(({ needs }) => needs !== '--pool-update' || poolUpdate);
}

async function reply(question: Question, account: ProbeAccount): Promise<Reply> {
  const { name, needs } = question;
  if (needs !== undefined && !has(account, needs))
    return { question: name, findings: [], unanswered: `needs ${needs}` };
  try {
    await account.clear();
    return { question: name, findings: await question.ask(account) };
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
    return { question: name, findings: [], unanswered: error.message };
  }
}

function has({ equipment }: ProbeAccount, needs: Need): boolean {
  switch (needs) {
    case '--phone-number or --request-phone-number, and no --pool-id':
      return equipment.phoneNumber !== undefined && equipment.pool.isOwn;
    case '--rcs-agent':
      return equipment.rcsAgent !== undefined;
    case '--pool-update':
      return equipment.stacks !== undefined;
  }
}
