// Package signal is intake: a signal that was received, the conversation with
// its reporter, the acknowledgement, the feedback.
//
// Rules:
//
//   - Every signal counts, formal or not. Making one formal is one act that
//     keeps the receipt date.
//   - A signal says nothing about the reporter but that there is one. Whether two
//     signals have the same reporter is unknown here.
//   - Words are content: a fact names content and never holds it.
//   - signal.received names no office, so that the proof of it gives none away;
//     the office is in signal.routed.
//
// A dossier's stream holds one or more signals; all facts carry the SignalID.
package signal
