export interface Identity {
  readonly kind: 'sender ID' | 'phone number' | 'RCS agent';
  readonly arn: string;
  readonly country: string;
}
