// What a page loads only when somebody answers with a file or aloud: most do not,
// and a bad line is spared.
export { FileAdder, type Sealing } from "../../../browser/lib/filelist.ts";
export { Microphone } from "../../../browser/lib/recorder.ts";
export { SealedTexts } from "../../../browser/lib/sealedtext.ts";
