import type { ResourceRow, StackRow } from '../stack-records';
import type { ApiError } from './api-error';

const NAMESPACE = 'http://cloudformation.amazonaws.com/doc/2010-05-15/';

type Content = string | readonly string[];

export function describeStacksResponse(stack: StackRow, requestId: string): string {
  const { id, name, createdAt, updatedAt, status, reason } = stack;
  const member = element('member', [
    element('StackName', escaped(name)),
    element('StackId', escaped(id)),
    element('CreationTime', timestamp(createdAt)),
    ...(updatedAt === undefined ? [] : [element('LastUpdatedTime', timestamp(updatedAt))]),
    element('StackStatus', status),
    ...(reason === undefined ? [] : [element('StackStatusReason', escaped(reason))]),
    element('DisableRollback', 'false'),
    element('DriftInformation', element('StackDriftStatus', 'NOT_CHECKED')),
  ]);
  return response('DescribeStacks', element('Stacks', member), requestId);
}

export function listStackResourcesResponse(
  rows: readonly ResourceRow[],
  nextToken: string | undefined,
  requestId: string,
): string {
  const members = rows.map(({ logicalId, physicalId, resourceType, status, reason, updatedAt }) =>
    element('member', [
      element('ResourceStatus', status),
      ...(reason === undefined ? [] : [element('ResourceStatusReason', escaped(reason))]),
      element('LogicalResourceId', escaped(logicalId)),
      element('LastUpdatedTimestamp', timestamp(updatedAt)),
      ...(physicalId === undefined ? [] : [element('PhysicalResourceId', escaped(physicalId))]),
      element('ResourceType', escaped(resourceType)),
      element('DriftInformation', element('StackResourceDriftStatus', 'NOT_CHECKED')),
    ]),
  );
  const token = nextToken === undefined ? [] : [element('NextToken', nextToken)];
  return response('ListStackResources', [element('StackResourceSummaries', members), ...token], requestId);
}

export function errorResponse({ status, code, message }: ApiError, requestId: string): string {
  const error = element('Error', [
    element('Type', status < 500 ? 'Sender' : 'Receiver'),
    element('Code', code),
    element('Message', escaped(message)),
  ]);
  return document('ErrorResponse', [error, element('RequestId', requestId)]);
}

function response(action: string, result: Content, requestId: string): string {
  const metadata = element('ResponseMetadata', element('RequestId', requestId));
  return document(`${action}Response`, [element(`${action}Result`, result), metadata]);
}

function document(name: string, content: Content): string {
  return element(name, content).replace(`<${name}>`, `<${name} xmlns="${NAMESPACE}">`);
}

function element(name: string, content: Content): string {
  return `<${name}>${typeof content === 'string' ? content : content.join('')}</${name}>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function timestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
