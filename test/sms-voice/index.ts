export type { Change } from './account';
export type { Arrival, CustomError, FaultKind, Rule } from './faults';
export { Faults } from './faults';
export type { AuthorizationRequest, Call, Request, Response } from './front-door';
export { requestHandler } from './request-handler';
export type { Identity, PhoneNumber, Pool, RcsAgent, SenderId } from './resources';
export { serve, type Served } from './server';
export { defaultSettings, type Settings } from './settings';
export { SmsVoice, type Reference, type SmsVoiceOptions } from './sms-voice';
