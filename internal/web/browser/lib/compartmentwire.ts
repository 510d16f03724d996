// Compartments and their keys as the server takes them.
import { toBase64 } from "./bytes.ts";
import type { Compartment, CompartmentName, OpenedGrant, Vouched } from "./compartment.ts";
import type { Recipient } from "./identity.ts";
import type { Sealed } from "./seal.ts";

/** Something sealed to one person; person is "" for the reporter, who is vouched for. */
interface ForWire extends Partial<Vouched> {
	readonly person: string;
	/** Base64. */
	readonly bytes: string;
}

/** A compartment that was made. */
export interface MadeWire {
	readonly recipient: Recipient;
	readonly threshold: number;
	readonly grants: readonly ForWire[];
	readonly shares: readonly ForWire[];
	/** Of a compartment that who has the conversation's key makes (madeTag). */
	readonly tag?: string;
}

/** A compartment's key sealed to one person, or to a reporter, who is vouched for. */
export interface KeyWire extends Partial<Vouched> {
	readonly compartment: CompartmentName;
	readonly epoch: number;
	/** Base64. */
	readonly sealed: string;
}

/** A compartment as the server takes it. */
export function madeWire(made: Compartment): MadeWire {
	return {
		recipient: made.recipient,
		threshold: made.threshold,
		grants: made.grants.map(({ person, bytes, vouched }) => ({ person: person ?? "", bytes: toBase64(bytes), ...vouched })),
		shares: made.shares.map(({ custodian, bytes }) => ({ person: custodian, bytes: toBase64(bytes) })),
	};
}

/** A key as the server takes it. */
export function keyWire({ compartment, epoch }: Pick<OpenedGrant, "compartment" | "epoch">, { bytes }: Sealed, vouched?: Vouched): KeyWire {
	return { compartment, epoch, sealed: toBase64(bytes), ...vouched };
}
