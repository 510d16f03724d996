// Pictures in the viewer: only the kinds that browsers draw from pixels, known by
// their bytes, and none that is more than a device can hold.
import { startsWith, View } from "./metadata/view.ts";

/** Pixels of a picture: the largest telephones have 200 million, at four bytes each. */
export const MAX_PIXELS = 250_000_000;

/** The media type of a picture that we show; "" for any other, and for SVG, which is a program. */
export function pictureType(bytes: Uint8Array): string {
	if (startsWith(bytes, "\xff\xd8\xff")) return "image/jpeg";
	if (startsWith(bytes, "\x89PNG\r\n\x1a\n")) return "image/png";
	if (startsWith(bytes, "GIF87a") || startsWith(bytes, "GIF89a")) return "image/gif";
	if (startsWith(bytes, "RIFF") && startsWith(bytes, "WEBP", 8)) return "image/webp";
	if (startsWith(bytes, "ftypavif", 4)) return "image/avif";
	return "";
}

/** Whether a picture says that it is larger than MAX_PIXELS. Those whose size is not read here are bounded by the browser. */
export function tooLarge(bytes: Uint8Array): boolean {
	const { width, height } = sizeOf(bytes);
	return width * height > MAX_PIXELS;
}

/** The size that a picture declares; 0 if it is not found. */
export function sizeOf(bytes: Uint8Array): { width: number; height: number } {
	try {
		switch (pictureType(bytes)) {
			case "image/png":
				return { width: new View(bytes).u32(16), height: new View(bytes).u32(20) };
			case "image/gif":
				return { width: new View(bytes, true).u16(6), height: new View(bytes, true).u16(8) };
			case "image/jpeg":
				return jpegSize(new View(bytes));
		}
	} catch {
		// Cut short: the browser will say so.
	}
	return { width: 0, height: 0 };
}

function jpegSize(view: View): { width: number; height: number } {
	for (let at = 2; ; at += 2 + view.u16(at + 2)) {
		const marker = view.u16(at);
		if (marker < 0xff01) break;
		const frame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
		if (frame) return { width: view.u16(at + 7), height: view.u16(at + 5) };
	}
	return { width: 0, height: 0 };
}
