import type { $Codec, $ShapeDeserializer, $ShapeSerializer } from '@smithy/types';

/**
 * In the place of a codec for whatever a model can say. What is sent to this service, and what is read of its answers, are
 * strings, numbers, booleans, and lists and structures of them, which are in JSON what they are in JavaScript. Times stay
 * the numbers that they are on the wire, and nothing reads them.
 */
export class JsonCodec2 implements $Codec<string, Uint8Array> {
  createSerializer(): $ShapeSerializer<string> {
    let body = '';
    return {
      setSerdeContext,
      write: (_schema, value) => {
        body = JSON.stringify(value);
      },
      flush: () => body,
    };
  }

  createDeserializer(): $ShapeDeserializer & { readObject: (schema: unknown, value: unknown) => unknown } {
    return {
      setSerdeContext,
      read: (_schema, { buffer, byteOffset, byteLength }): unknown =>
        JSON.parse(Buffer.from(buffer, byteOffset, byteLength).toString(), withoutNull),
      readObject: (_schema, value) => value,
    };
  }

  setSerdeContext = setSerdeContext;
}

function setSerdeContext(): void {
  // Nothing depends on the client's settings.
}

/** As in the SDK: a member that is null is one that is not there. */
function withoutNull(this: unknown, _key: string, value: unknown): unknown {
  return value === null && !Array.isArray(this) ? undefined : value;
}
