import { readFileSync } from 'node:fs';
import * as ts from 'typescript';

/** A message that a user can get, as the source writes it. */
export interface SourceMessage {
  readonly file: string;
  readonly line: number;
  /** Its words, with `…` for each value that is filled in. */
  readonly text: string;
}

/** What makes an error from all of its arguments, so that these are one message. */
const MAKERS: ReadonlySet<string> = new Set(['Error', 'RequestFailed', 'InvalidProperty', 'NoResponse', 'problem']);

/** Every text of several words in a source file. The arguments of what makes an error are one text. */
export function sourceMessages(file: string): SourceMessage[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const messages: SourceMessage[] = [];
  const visit = (node: ts.Node): void => {
    const text = messageOf(node);
    if (text === undefined) {
      ts.forEachChild(node, visit);
      return;
    }
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    if (wordsIn(text) > 1) messages.push({ file, line, text });
  };
  visit(source);
  return messages;
}

/** The number of words that are not filled in. */
export const wordsIn = (text: string): number => text.split(/\s+/).filter((word) => /[a-z]{2}/i.test(word)).length;

/** Undefined for a node that is no message as a whole. */
function messageOf(node: ts.Node): string | undefined {
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
    const isSuper = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword;
    const isMaker = ts.isIdentifier(node.expression) && MAKERS.has(node.expression.text);
    return isSuper || isMaker ? (node.arguments ?? []).map(textOf).join('; ') : undefined;
  }
  if (ts.isTemplateExpression(node) || ts.isStringLiteralLike(node) || isConcatenation(node)) return textOf(node);
  return undefined;
}

function textOf(node: ts.Node): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return node.templateSpans.reduce((text, span) => `${text}…${span.literal.text}`, node.head.text);
  if (isConcatenation(node)) return textOf(node.left) + textOf(node.right);
  if (ts.isParenthesizedExpression(node)) return textOf(node.expression);
  if (ts.isConditionalExpression(node)) return `${textOf(node.whenTrue)} / ${textOf(node.whenFalse)}`;
  return '…';
}

function isConcatenation(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
}
