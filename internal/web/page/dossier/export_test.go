package dossier

// Folded is for tests.
var Folded = folded
