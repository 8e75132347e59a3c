/** The account and region of the stacks. */
export interface Account {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
}

export function urlSuffix({ partition }: Account): string {
  return { 'aws-cn': 'amazonaws.com.cn', 'aws-eusc': 'amazonaws.eu' }[partition] ?? 'amazonaws.com';
}
