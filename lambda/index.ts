export const handler = (): void => undefined;
