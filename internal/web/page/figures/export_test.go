package figures

// Called, Whats and Headings are for tests.
var Called, Whats, Headings = called, whats, headings
