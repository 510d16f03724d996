// Records what somebody says. The sound stays in this page's memory, as a WAV file
// without anything that a browser writes into its own recordings (wav.ts).
//
// A voice is not changed: what can be changed on a telephone can be changed back,
// and somebody who trusts in it would say more than they mean to. The page says
// that a voice can be recognised (doc/decisions/0021).
import { text } from "../text.ts";
import { button, element } from "./problems.ts";
import { RATE, wav } from "./wav.ts";

/** The longest recording, in minutes: 20 MB as it is sent. */
export const MAX_MINUTES = 10;

/** The buttons that record, in a place that has them (page/begin, voice). */
export class Microphone {
	readonly #start: HTMLButtonElement;
	readonly #stop: HTMLButtonElement;
	readonly #time: HTMLElement;
	readonly #said: HTMLElement;
	readonly #made: (file: File, shown: HTMLElement) => void;
	readonly #busy: () => void;
	#recorder: MediaRecorder | undefined;
	#count = 0;

	constructor(place: HTMLElement, made: (file: File, shown: HTMLElement) => void, busy: () => void) {
		this.#start = place.querySelector<HTMLButtonElement>(".record")!;
		this.#stop = place.querySelector<HTMLButtonElement>(".record-stop")!;
		this.#time = place.querySelector<HTMLElement>(".record-time")!;
		this.#said = place.querySelector<HTMLElement>(".file-said")!;
		this.#made = made;
		this.#busy = busy;
		this.#start.addEventListener("click", () => void this.record());
		this.#stop.addEventListener("click", () => this.#recorder?.stop());
		document.addEventListener("leave", () => this.#forget());
	}

	/** Begins to record, if the person allows it. */
	async record(): Promise<void> {
		this.#start.disabled = true;
		try {
			// Some browsers, Tor Browser among them, have neither.
			const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
			this.#listen(new MediaRecorder(stream), stream);
		} catch {
			this.#said.textContent = text("answer.record-cannot");
		} finally {
			this.#start.disabled = false;
		}
	}

	#listen(recorder: MediaRecorder, stream: MediaStream): void {
		const heard: Blob[] = [];
		const from = Date.now();
		const tick = setInterval(() => this.#tick(Math.floor((Date.now() - from) / 1000)), 1000);
		recorder.addEventListener("dataavailable", ({ data }) => heard.push(data));
		recorder.addEventListener("stop", () => {
			clearInterval(tick);
			for (const track of stream.getTracks()) track.stop();
			const kept = this.#recorder === recorder;
			this.#recorder = undefined;
			this.#show(false);
			if (kept) void this.#keep(new Blob(heard, { type: recorder.mimeType }));
		});
		this.#recorder = recorder;
		recorder.start();
		this.#show(true);
		this.#stop.focus();
		this.#said.textContent = text("answer.recording");
		this.#tick(0);
	}

	#tick(seconds: number): void {
		this.#busy();
		this.#time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
		if (seconds >= MAX_MINUTES * 60) this.#recorder?.stop();
	}

	async #keep(heard: Blob): Promise<void> {
		this.#said.textContent = text("answer.record-making");
		const [blob, ending] = await plain(heard);
		const name = text("answer.record-name", { n: ++this.#count });
		const around = element("div");
		around.append(player(blob, name));
		this.#said.textContent = text("answer.recorded");
		this.#made(new File([blob], `${name}.${ending}`, { type: blob.type }), around);
		this.#start.focus();
	}

	#show(recording: boolean): void {
		this.#start.hidden = recording;
		this.#stop.hidden = !recording;
		this.#time.textContent = "";
	}

	/** Quick exit: what was being recorded is not kept. */
	#forget(): void {
		const recorder = this.#recorder;
		this.#recorder = undefined;
		recorder?.stop();
	}
}

/** A button that plays a recording and stops it. Not an audio element: the page's policy lets no address of media in. */
function player(sound: Blob, name: string): HTMLButtonElement {
	let playing: AudioBufferSourceNode | undefined;
	const label = text("answer.record-listen", { name });
	const made = button(
		"listen utrecht-button utrecht-button--secondary-action",
		text("answer.listen"),
		() => {
			if (playing) playing.stop();
			else void play();
		},
		label,
	);
	const over = (): void => {
		playing = undefined;
		made.textContent = text("answer.listen");
		made.ariaLabel = label;
		made.dataset["state"] = "still";
	};
	const play = async (): Promise<void> => {
		const speaker = new AudioContext();
		const source = speaker.createBufferSource();
		playing = source;
		made.textContent = text("answer.listen-stop");
		made.ariaLabel = null; // what it says is what it does
		made.dataset["state"] = "playing";
		source.addEventListener("ended", () => (over(), void speaker.close()));
		try {
			source.buffer = await speaker.decodeAudioData(await sound.arrayBuffer());
			source.connect(speaker.destination);
			source.start();
		} catch {
			over();
		}
	};
	return made;
}

/** A recording as a WAV file; where this browser cannot make one, as it recorded it: nobody speaks twice. */
async function plain(heard: Blob): Promise<readonly [Blob, string]> {
	try {
		const decoding = new OfflineAudioContext(1, 1, RATE);
		const sound = await decoding.decodeAudioData(await heard.arrayBuffer());
		// To one channel, at our rate.
		const mixing = new OfflineAudioContext(1, Math.max(1, Math.ceil(sound.duration * RATE)), RATE);
		const source = mixing.createBufferSource();
		source.buffer = sound;
		source.connect(mixing.destination);
		source.start();
		return [wav((await mixing.startRendering()).getChannelData(0)), "wav"];
	} catch {
		return [heard, heard.type.startsWith("audio/mp4") ? "m4a" : "webm"];
	}
}
