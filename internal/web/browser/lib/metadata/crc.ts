// The checksum of PNG and ZIP (CRC-32, ISO 3309).

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
	for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
	return n;
});

/** The checksum of these pieces, one after another. */
export function crc32(...pieces: Uint8Array[]): number {
	let crc = 0xffffffff;
	for (const piece of pieces) for (const byte of piece) crc = (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
	return ~crc >>> 0;
}
