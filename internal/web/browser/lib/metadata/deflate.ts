// Unpacks and packs with the browser's own streams, and never more than asked:
// some bytes can unpack to a thousand times as many.
import { type Bytes, own } from "../bytes.ts";
import { Uncleanable } from "./finding.ts";
import { join } from "./view.ts";

/** How bytes are packed: with zlib's frame, or bare. */
export type Packing = "deflate" | "deflate-raw";

/** Bytes that go in at a time: a thousand times as many is what can come out before we look. */
const PIECE = 16 << 10;

/** Unpacks at most so many bytes; more is "too-much", what does not unpack "damaged". */
export async function inflate(bytes: Uint8Array, packing: Packing, most: number): Promise<Bytes> {
	const stream = new DecompressionStream(packing);
	const writing = feed(stream.writable, bytes);
	try {
		const pieces: Uint8Array[] = [];
		let length = 0;
		const reader = stream.readable.getReader();
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return join(pieces);
			length += value.length;
			if (length > most) {
				await reader.cancel().catch(() => undefined);
				throw new Uncleanable("too-much");
			}
			pieces.push(value);
		}
	} catch (error) {
		throw error instanceof Uncleanable ? error : new Uncleanable("damaged");
	} finally {
		await writing;
	}
}

/** Packs bytes. */
export async function deflate(bytes: Uint8Array, packing: Packing): Promise<Bytes> {
	const packed = new Blob([own(bytes)]).stream().pipeThrough(new CompressionStream(packing));
	return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** Writes piece by piece, as fast as they are taken; the reading side tells of errors. */
async function feed(to: WritableStream<BufferSource>, bytes: Uint8Array): Promise<void> {
	const writer = to.getWriter();
	try {
		for (let at = 0; at < bytes.length; at += PIECE) {
			await writer.ready;
			await writer.write(own(bytes.subarray(at, at + PIECE)));
		}
		await writer.close();
	} catch {
		// Told by the reader.
	}
}
