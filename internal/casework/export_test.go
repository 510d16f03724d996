package casework

// FieldsOf is fieldsOf, for the test that compares it with the vocabulary.
var FieldsOf = fieldsOf
