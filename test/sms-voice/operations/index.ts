import type { Operation } from '../operation';
import {
  associateOriginationIdentity,
  disassociateOriginationIdentity,
  listPoolOriginationIdentities,
} from './associations';
import { describePhoneNumbers, releasePhoneNumber, requestPhoneNumber } from './phone-numbers';
import { createPool, deletePool, describePools } from './pools';
import { createRcsAgent, describeRcsAgents } from './rcs-agents';
import { describeSenderIds, releaseSenderId, requestSenderId } from './sender-ids';

/** The operations on pools and their identities. */
export const operations: ReadonlyMap<string, Operation> = new Map([
  ['AssociateOriginationIdentity', associateOriginationIdentity],
  ['CreatePool', createPool],
  ['CreateRcsAgent', createRcsAgent],
  ['DeletePool', deletePool],
  ['DescribePhoneNumbers', describePhoneNumbers],
  ['DescribePools', describePools],
  ['DescribeRcsAgents', describeRcsAgents],
  ['DescribeSenderIds', describeSenderIds],
  ['DisassociateOriginationIdentity', disassociateOriginationIdentity],
  ['ListPoolOriginationIdentities', listPoolOriginationIdentities],
  ['ReleasePhoneNumber', releasePhoneNumber],
  ['ReleaseSenderId', releaseSenderId],
  ['RequestPhoneNumber', requestPhoneNumber],
  ['RequestSenderId', requestSenderId],
]);
