package questionnaire

// Shapes gives the tests the fields of every object, by its name in
// schema.json: required and optional ones.
func Shapes() map[string][2][]string {
	all := map[string][2][]string{}
	for name, s := range map[string]shape{
		"root": rootShape, "step": stepShape, "question": questionShape, "condition": conditionShape,
		"limit": limitShape, "option": optionShape, "files": filesShape, "contact": contactShape, "group": groupShape,
	} {
		all[name] = [2][]string{s.required, s.optional}
	}
	return all
}
