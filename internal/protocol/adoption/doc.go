// Package adoption is the noun of an organisation's protocols: which it adopted, by
// which body and after whose advice, which it follows no more, and on which days its
// office is closed. Its facts are the stream "protocol".
//
// # Rules
//
//   - What is adopted is followed in every dossier that is opened from then on. A
//     dossier that was there keeps the protocols with which it was opened, until it
//     ends ([State.Of]).
//   - Guards of a later edition that hold at once hold beside them, from the adoption
//     on ([State.Held]); they take nothing away. An edition is refused of which such a
//     guard names a step that open dossiers do not have ([State.Fits]).
//   - Numbers that a protocol leaves to the organisation are set within its bounds, with
//     who decided, for dossiers that are opened from then on ([State.SetNumbers]). A
//     dossier keeps those with which it was opened.
//   - The file itself is in the fact. It is public, is kept and read for ever, and is
//     never erased: what was adopted under today's rules is read under tomorrow's.
//   - An organisation that takes real signals adopts nothing without its [Gates]: the
//     body that decided, the works council's consent, the data protection officer's
//     advice, the impact assessment, the publication. In a trial they may be absent.
//   - There is no protocol more or less by half: the protocols that come with the
//     program are followed until another edition of them is adopted, and each edition
//     keeps their steps, because pages and lists lean on those.
//   - Days on which the office is closed are said beforehand, from the next day on, so
//     that no term that has passed changes and nothing that was late becomes in time.
//     They lengthen terms in working days and hours, and never a statutory term.
//
// The package knows no clock, no vocabulary of facts and no other noun.
package adoption
