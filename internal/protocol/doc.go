// Package protocol says what must happen in a dossier, who does it, and by
// when: protocols as data, the legal calendar, and the one function that
// answers what is open, what runs, what is late and what is refused.
//
// # The one function
//
// [Evaluate] reads a [Definition], a [Setting] (calendar and law) and the
// dossier's facts, at a moment that is given to it. It is pure (no clock, no
// randomness, no environment, no time zone of the machine), deterministic (the
// same values give the same [Result], whatever the order of the slice) and
// total (a definition that passed [Check] never makes it fail, whatever the
// facts).
//
// # Terms and clocks
//
//   - A length is a [Span] in calendar days, weeks, months, working days, hours
//     or working hours, never a time.Duration: the law counts in calendars.
//   - All counting is done in Dutch legal time ([DateOf], [Date.At]); results
//     are UTC in whole seconds. The day of the event is day 0.
//   - A [Clock] has two moments. Target is what people see and what escalation
//     follows; it is conservative and nothing ever moves it later. Latest is what the
//     Algemene termijnenwet adds for a term that ends on a weekend or holiday.
//   - A clock is late in the first second after Target. It stays late when the
//     step is done afterwards: nothing here forgets lateness.
//   - No clock has a "close", "pause" or "extend". Only its stop fact ends it.
//   - A statutory term comes from the law table ([Law]). A definition names its
//     code and cannot give it another length.
//
// # Waking
//
// Rows are made from facts, so lateness must become a fact. [Check] therefore
// demands of every term an escalation at the first late second, and
// [Result.Wake] is always the moment of an escalation that is not recorded
// yet: whoever is woken then finds at least one fact to append, and the next
// wake-up moves on. After weeks asleep all missed escalations are due at once,
// each once. [Result.Next] is the next moment at which anything at all changes.
//
// # What comes later
//
// The language in which protocols are written (a file with conditions, guards
// and decisions) is a later issue. It will compile to Definition. Until then
// [Receive] is the only definition there is.
package protocol
