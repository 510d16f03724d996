// Sound as a WAV file: plain samples behind a header of 44 bytes. A recording is
// sent in it because every browser plays it, and because it has no place for what
// a browser writes into its own recordings: its name, its version, the moment.

/** Samples a second: speech needs no more. */
export const RATE = 16_000;

/** One channel of samples between -1 and 1 as a WAV file of 16 bits. */
export function wav(samples: Float32Array): Blob {
	const data = new DataView(new ArrayBuffer(44 + samples.length * 2));
	const word = (at: number, letters: string) => [...letters].forEach((letter, i) => data.setUint8(at + i, letter.charCodeAt(0)));
	word(0, "RIFF");
	data.setUint32(4, 36 + samples.length * 2, true);
	word(8, "WAVEfmt ");
	data.setUint32(16, 16, true); // bytes of this block
	data.setUint16(20, 1, true); // plain samples
	data.setUint16(22, 1, true); // one channel
	data.setUint32(24, RATE, true);
	data.setUint32(28, RATE * 2, true); // bytes a second
	data.setUint16(32, 2, true); // bytes a sample
	data.setUint16(34, 16, true); // bits a sample
	word(36, "data");
	data.setUint32(40, samples.length * 2, true);
	samples.forEach((sample, i) => data.setInt16(44 + i * 2, Math.round(Math.max(-1, Math.min(1, sample)) * 0x7fff), true));
	return new Blob([data], { type: "audio/wav" });
}
