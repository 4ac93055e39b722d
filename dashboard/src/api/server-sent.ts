/**
 * Server-sent events as they arrive (HTML §9.2.6), as far as ours have them: `id`, `event`, `data` in one line each.
 */
export type ServerSent = { readonly id: string | undefined; readonly name: string; readonly data: string };

/** What a stream of bytes holds, event by event; what is only a sign of life is left out. */
export async function* serverSent(bytes: ReadableStream<Uint8Array>): AsyncGenerator<ServerSent> {
  const decoder = new TextDecoder();
  const reader = bytes.getReader();
  let rest = '';
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const blocks = `${rest}${decoder.decode(value, { stream: true })}`.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = eventOf(block);
        if (event.data !== '') yield event;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function eventOf(block: string): ServerSent {
  const fields = new Map(
    block.split('\n').flatMap((line) => {
      const [, name = '', value = ''] = /^(\w+): ?(.*)$/.exec(line) ?? [];
      return name === '' ? [] : [[name, value] as const];
    }),
  );
  return { id: fields.get('id'), name: fields.get('event') ?? 'message', data: fields.get('data') ?? '' };
}
