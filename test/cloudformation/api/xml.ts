import type { StackEvent } from '../stack';
import type { ResourceRow, StackRow } from '../stack-records';
import type { ApiError } from './api-error';

// The results of each action; `ahead` is how far CloudFormation's clock is ahead.

const NAMESPACE = 'http://cloudformation.amazonaws.com/doc/2010-05-15/';

type Content = string | readonly string[];

export function stackDescription(stack: StackRow, ahead: number): string {
  const { id, name, createdAt, updatedAt, status, reason } = stack;
  const member = element('member', [
    text('StackName', name),
    text('StackId', id),
    timestamp('CreationTime', createdAt + ahead),
    ...(updatedAt === undefined ? [] : [timestamp('LastUpdatedTime', updatedAt + ahead)]),
    text('StackStatus', status),
    text('StackStatusReason', reason),
  ]);
  return element('Stacks', member);
}

export function resourceSummaries(rows: readonly ResourceRow[], nextToken: string | undefined, ahead: number): string {
  const members = rows.map((row) =>
    element('member', [...resource(row), timestamp('LastUpdatedTimestamp', row.updatedAt + ahead)]),
  );
  return element('StackResourceSummaries', members) + text('NextToken', nextToken);
}

export function resourceDetail(row: ResourceRow, { id, name }: StackRow, ahead: number): string {
  return element('StackResourceDetail', [
    text('StackName', name),
    text('StackId', id),
    ...resource(row),
    timestamp('LastUpdatedTimestamp', row.updatedAt + ahead),
    element('Metadata', '{}'),
  ]);
}

function resource({ logicalId, physicalId, resourceType, status, reason }: ResourceRow): string[] {
  return [
    text('LogicalResourceId', logicalId),
    text('PhysicalResourceId', physicalId),
    text('ResourceType', resourceType),
    text('ResourceStatus', status),
    text('ResourceStatusReason', reason),
    element('DriftInformation', element('StackResourceDriftStatus', 'NOT_CHECKED')),
  ];
}

export function stackEvents(events: readonly StackEvent[], nextToken: string | undefined, ahead: number): string {
  const members = events.map(({ stackId, stackName, logicalId, physicalId, resourceType, status, reason, time }) =>
    element('member', [
      text('StackId', stackId),
      text('EventId', `${logicalId}-${status}-${new Date(time + ahead).toISOString()}`),
      text('StackName', stackName),
      text('LogicalResourceId', logicalId),
      // Events of resources that have no id yet show an empty one.
      element('PhysicalResourceId', escaped(physicalId ?? '')),
      text('ResourceType', resourceType),
      timestamp('Timestamp', time + ahead),
      text('ResourceStatus', status),
      text('ResourceStatusReason', reason),
    ]),
  );
  return element('StackEvents', members) + text('NextToken', nextToken);
}

export function templateBody(template: unknown): string {
  const stages = element('StagesAvailable', [element('member', 'Original'), element('member', 'Processed')]);
  return text('TemplateBody', JSON.stringify(template)) + stages;
}

export function errorResponse({ status, code, message }: ApiError, requestId: string): string {
  const error = element('Error', [
    element('Type', status < 500 ? 'Sender' : 'Receiver'),
    element('Code', code),
    text('Message', message),
  ]);
  return document('ErrorResponse', [error, element('RequestId', requestId)]);
}

export function response(action: string, result: string, requestId: string): string {
  const metadata = element('ResponseMetadata', element('RequestId', requestId));
  return document(`${action}Response`, [element(`${action}Result`, result), metadata]);
}

function document(name: string, content: Content): string {
  return element(name, content).replace(`<${name}>`, `<${name} xmlns="${NAMESPACE}">`);
}

function element(name: string, content: Content): string {
  return `<${name}>${typeof content === 'string' ? content : content.join('')}</${name}>`;
}

/** An element with that text; nothing without a text. */
function text(name: string, value: string | undefined): string {
  return value === undefined ? '' : element(name, escaped(value));
}

function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function timestamp(name: string, milliseconds: number): string {
  return element(name, new Date(milliseconds).toISOString());
}
