package knowledge

// Harmless is harmless, for its test.
var Harmless = harmless
