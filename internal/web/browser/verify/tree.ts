// The Merkle tree of RFC 6962, checked as RFC 9162 §2.1.3.2 and §2.1.4.2 write
// it down: upwards in a loop, where our Go code splits downwards. Nothing here
// is shared with the server; only node:crypto is used.
import { createHash } from "node:crypto";

export type Hash = Uint8Array;

const sha256 = (...parts: Uint8Array[]): Hash => {
	const h = createHash("sha256");
	for (const part of parts) h.update(part);
	return new Uint8Array(h.digest());
};

/** The hash of a leaf (RFC 6962 §2.1). */
export const leafHash = (data: Uint8Array): Hash => sha256(Uint8Array.of(0), data);

const nodeHash = (left: Hash, right: Hash): Hash => sha256(Uint8Array.of(1), left, right);

export const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** The root of all leaves, from its definition. */
export function rootOf(leaves: Uint8Array[]): Hash {
	const first = leaves[0];
	if (first === undefined) return sha256();
	if (leaves.length === 1) return leafHash(first);
	let k = 1;
	while (k * 2 < leaves.length) k *= 2;
	return nodeHash(rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
}

/** Whether path leads from the leaf at index to the root of size leaves. */
export function includes(leaf: Hash, index: bigint, size: bigint, path: Hash[], root: Hash): boolean {
	if (index < 0n || index >= size) return false;
	let fn = index;
	let sn = size - 1n;
	let r = leaf;
	for (const p of path) {
		if (sn === 0n) return false;
		if ((fn & 1n) === 1n || fn === sn) {
			r = nodeHash(p, r);
			while ((fn & 1n) === 0n && fn !== 0n) {
				fn >>= 1n;
				sn >>= 1n;
			}
		} else {
			r = nodeHash(r, p);
		}
		fn >>= 1n;
		sn >>= 1n;
	}
	return sn === 0n && same(r, root);
}

/** Whether the tree of `first` leaves is the beginning of the tree of `second`. */
export function consistent(first: bigint, firstRoot: Hash, second: bigint, secondRoot: Hash, proof: Hash[]): boolean {
	if (first < 1n || first > second) return false;
	if (first === second) return proof.length === 0 && same(firstRoot, secondRoot);
	const path = (first & (first - 1n)) === 0n ? [firstRoot, ...proof] : [...proof];
	const start = path.shift();
	if (start === undefined) return false;
	let fn = first - 1n;
	let sn = second - 1n;
	while ((fn & 1n) === 1n) {
		fn >>= 1n;
		sn >>= 1n;
	}
	let fr = start;
	let sr = start;
	for (const c of path) {
		if (sn === 0n) return false;
		if ((fn & 1n) === 1n || fn === sn) {
			fr = nodeHash(c, fr);
			sr = nodeHash(c, sr);
			while ((fn & 1n) === 0n && fn !== 0n) {
				fn >>= 1n;
				sn >>= 1n;
			}
		} else {
			sr = nodeHash(sr, c);
		}
		fn >>= 1n;
		sn >>= 1n;
	}
	return sn === 0n && same(fr, firstRoot) && same(sr, secondRoot);
}
