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

/** A shorter text is a part of a message, or no message. */
const MIN_WORDS = 5;

/** Every message in a source file: the arguments of what makes errors, and any other text of five words or more. */
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
    if (text.split(/\s+/).filter((word) => /[a-z]{2}/i.test(word)).length >= MIN_WORDS) messages.push({ file, line, text });
  };
  visit(source);
  return messages;
}

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
